/** JSON with two spaces; a pair of strings (a header) and an empty list or object stand on one line. */
export function printJson(value: unknown, indent = ''): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    if (
      value.length === 2 &&
      value.every((item) => typeof item === 'string') &&
      indent !== '' &&
      isHeader(value)
    ) {
      return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    }
    return `[\n${value.map((item) => deeper + printJson(item, deeper)).join(',\n')}\n${indent}]`
  }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  if (fields.length === 0) return '{}'
  const lines = fields.map(([name, field]) => `${deeper}${JSON.stringify(name)}: ${printJson(field, deeper)}`)
  return `{\n${lines.join(',\n')}\n${indent}}`
}

// A form of two parameters is a list of strings too, but each of them has its equals sign.
function isHeader([name]: readonly string[]): boolean {
  return name !== undefined && !name.includes('=')
}
