const IN_PACKAGE = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/.][^\\/]*)[\\/](?!.*node_modules[\\/])/;

/** The name of the package that a file belongs to; undefined for a file of this project. */
export function packageOf(file) {
  return IN_PACKAGE.exec(file)?.[1]?.replace('\\', '/');
}

/** The packages whose code is in the output of the bundler. */
export function packagesOf(output) {
  const files = output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
  return new Set(files.map(packageOf).filter((name) => name !== undefined));
}
