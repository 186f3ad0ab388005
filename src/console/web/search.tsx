import { setParams } from './route.js';
import { Input } from './ui/field.js';

interface Props {
  readonly value: string;
  readonly placeholder?: string;
  readonly outer?: string;
}

/** The search field of a page, which `/` focuses. Its text is kept in the address, as `q`. */
export function Search(props: Props) {
  return <Input label="Search" type="search" onText={(q) => setParams({ q })} {...props} />;
}
