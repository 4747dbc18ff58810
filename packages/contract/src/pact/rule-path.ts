/** The path of a parameter in a form or of a name in XML, quoted where the name is not a plain word. */
export function rulePath(name: string, parent = '$'): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${parent}.${name}` : `${parent}['${name.replaceAll("'", "\\'")}']`
}
