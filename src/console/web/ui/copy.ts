import { toast } from './toast.js';

/** Copies a text and says so. False if the browser did not allow it. */
export async function copy(text: string, what: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    toast("The browser didn't allow copying. Select the text and copy it yourself.", { isBad: true });
    return false;
  }
  toast(`Copied ${what}.`);
  return true;
}
