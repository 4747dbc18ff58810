import { RingbackError } from '@ringback/common'
import { variableOf } from './variable-of.ts'

/**
 * An error that names options, with the variables of the environment that gave them: nobody has written these options.
 * `fromEnvironment`: the options that the environment gave, in kebab case.
 */
export function withVariables(error: unknown, fromEnvironment: readonly string[]): unknown {
  if (!(error instanceof RingbackError)) return error
  const text = `${error.message} ${error.remedy ?? ''}`
  const named = fromEnvironment.filter((name) => new RegExp(`(?:--|^|\\s)${name}(?![\\w-])`, 'i').test(text))
  if (named.length === 0) return error
  const variables = named.map(variableOf).join(', ')
  return new RingbackError(error.code, `${error.message}\nSet in the environment: ${variables}`, {
    ...(error.remedy !== undefined && { remedy: error.remedy }),
    cause: error.cause ?? error,
  })
}
