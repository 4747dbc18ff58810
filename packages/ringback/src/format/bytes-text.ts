const units = ['bytes', 'KiB', 'MiB', 'GiB'] as const

/** A size for people: `812 bytes`, `1.4 MiB`. */
export function bytesText(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return unit === 0 ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}` : `${size.toFixed(1)} ${units[unit]}`
}
