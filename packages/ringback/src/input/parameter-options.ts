import type { Parameters } from '@ringback/catalog'
import { UserError } from '../shell/user-error.ts'

/** Options of the form `Name=value`, in their order. Throws a `UserError` for one without a `=`. */
export function parameterOptions(options: readonly string[]): Parameters {
  return options.map((option) => {
    const at = option.indexOf('=')
    if (at < 1) {
      throw new UserError(
        `--param ${option} is no parameter.`,
        'Write it as Name=value: --param CallSid=CA123',
      )
    }
    return [option.slice(0, at), option.slice(at + 1)] as const
  })
}
