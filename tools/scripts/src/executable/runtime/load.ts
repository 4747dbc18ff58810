/** `import()` of a module of the executable: the script that runs first has none for modules that are not files. */
export function load(url: string): Promise<unknown> {
  return import(url)
}
