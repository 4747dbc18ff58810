/** Unique SIDs, derived from a seed. */
export function freshSids(seed: number): (prefix: string) => string {
  let count = 0
  // The start of a SID differs from run to run, the end from SID to SID.
  const start = Array.from({ length: 3 }, (_, at) => mixed(seed + at * 0x9e3779b9)).join('')
  return (prefix) => {
    count += 1
    return `${prefix}${start.slice(0, 16)}${mixed(count)}${count.toString(16).padStart(8, '0')}`
  }
}

/** Eight hexadecimal digits that look like any other. */
function mixed(value: number): string {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
