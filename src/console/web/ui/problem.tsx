export function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p role="alert" class="box bad">
      {text}
    </p>
  );
}
