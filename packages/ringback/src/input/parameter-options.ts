import type { Parameters } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'

/** Options of the form `Name=value`, in their order. Throws a `RingbackError` for one without a `=`. */
export function parameterOptions(options: readonly string[]): Parameters {
  return options.map((option) => {
    const at = option.indexOf('=')
    if (at < 1) {
      throw new RingbackError('bad-parameter', `--param ${option} has no name or no "=".`, {
        remedy: 'Write it as Name=value: --param CallSid=CA123',
      })
    }
    return [option.slice(0, at), option.slice(at + 1)] as const
  })
}
