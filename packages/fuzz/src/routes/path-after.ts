import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { Route } from './route.ts'

/** What the caller has done once a webhook was sent to a route. */
export function pathAfter(
  { kind, path }: Pick<Route, 'kind' | 'path'>,
  parameters: Parameters,
): readonly string[] {
  if (kind !== 'gather.action') return path
  const digits = valueOf(parameters, parameter.Digits)
  if (digits !== undefined && digits !== '') return [...path, digits]
  return [...path, valueOf(parameters, parameter.SpeechResult) === undefined ? 'silence' : 'speech']
}
