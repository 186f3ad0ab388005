/** The folder of package.json, contracts/ and dist/. This file is in src/util and, built, in dist/chunks. */
export const PACKAGE_FOLDER = new URL('../../', import.meta.url);
