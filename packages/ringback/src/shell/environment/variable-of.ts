/** The variable of the environment that gives an option: `RINGBACK_PUBLIC_URL` for `public-url`. */
export function variableOf(name: string): string {
  return `RINGBACK_${name.replaceAll('-', '_').toUpperCase()}`
}
