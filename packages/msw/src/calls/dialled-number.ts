import { limits, parseAddress } from '@ringback/catalog'

/** The address in a call's `to` or `from`; undefined when it cannot be dialled. */
export function dialled(written: string): string | undefined {
  const address = parseAddress(written.trim())
  switch (address.scheme) {
    case 'client':
      return address.identity === '' ? undefined : written.trim()
    case 'sip':
      return address.host === '' ? undefined : written.trim()
    case 'whatsapp':
    case 'sim':
      return written.trim()
    default:
      return asE164(written)
  }
}

/**
 * Converts a number to E.164 from the formats in which people write it. Numbers without a country code are American.
 */
function asE164(written: string): string | undefined {
  const bare = written.replaceAll(/[\s().-]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(bare)) return bare.startsWith('+1') && bare.length !== 12 ? undefined : bare
  if (/^[2-9]\d{9}$/.test(bare)) return `+1${bare}`
  return /^1[2-9]\d{9}$/.test(bare) ? `+${bare}` : undefined
}

/** The number as people read it; other addresses stay as they are. */
export function formatted(address: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address) ?? []
  return area === undefined ? address : `(${area}) ${exchange}-${line}`
}

/** Whether the headers of a SIP address are longer than Twilio takes. */
export function hasLongSipHeaders(address: string): boolean {
  const question = address.indexOf('?')
  return question >= 0 && address.length - question - 1 >= limits.sipHeaderCharacters
}
