import { useEffect, useRef } from 'preact/hooks';

/** The report of a run, as high as its content, so that only the page scrolls. It runs no scripts, and its own policy forbids them too. */
export function Report({ id }: { id: number }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const observer = useRef<ResizeObserver | undefined>(undefined);
  useEffect(() => () => observer.current?.disconnect(), []);
  const follow = (): void => {
    const content = frame.current?.contentDocument?.documentElement;
    observer.current?.disconnect();
    if (content == null) return;
    observer.current = new ResizeObserver(() => {
      if (frame.current !== null) frame.current.style.height = `${content.offsetHeight + 4}px`;
    });
    observer.current.observe(content);
  };
  return (
    <iframe
      ref={frame}
      class="report"
      title="Flow report"
      sandbox="allow-same-origin"
      src={`/_emulator/flows/reports/${id}`}
      onLoad={follow}
    />
  );
}
