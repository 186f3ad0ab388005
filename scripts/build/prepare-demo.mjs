import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Replaces the module that prepares the demo seed by one that contains the result as JSON. */
export function prepareDemo(root) {
  const file = join(root, 'src/emulator/seeds/prepared-demo.ts');
  return {
    name: 'prepare-demo',
    async load(id) {
      if (id !== file) return undefined;
      const { preparedDemo } = await importBundled(file);
      // JSON.parse reads a long text faster than the compiler reads it as code.
      const text = JSON.stringify(JSON.stringify(preparedDemo()));
      return { code: `let demo;\nexport const preparedDemo = () => (demo ??= JSON.parse(${text}));\n`, moduleType: 'js' };
    },
  };
}

async function importBundled(file) {
  const bundle = await rolldown({ input: file, platform: 'node' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}
