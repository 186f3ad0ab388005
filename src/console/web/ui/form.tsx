import type { FormHTMLAttributes } from 'preact';

type Sent = SubmitEvent & { readonly currentTarget: HTMLFormElement };
type Props = Omit<FormHTMLAttributes, 'onSubmit'> & { readonly onSend?: (event: Sent) => void };

/** Fields that are sent by the page itself. */
export function Form({ onSend, ...others }: Props) {
  const send = (event: Sent): void => {
    event.preventDefault();
    onSend?.(event);
  };
  return <form onSubmit={send} {...others} />;
}
