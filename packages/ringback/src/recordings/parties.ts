import { parameter, valueOf } from '@ringback/catalog'
import { parametersOf, type Recording } from '@ringback/recording'

const names = [parameter.From, parameter.To, parameter.Caller, parameter.Called]

/** Everybody that the webhooks of a call name as caller or called, each once. */
export function partiesIn({ exchanges }: Pick<Recording, 'exchanges'>): readonly string[] {
  const parties = new Set<string>()
  for (const { request } of exchanges) {
    const parameters = parametersOf(request)
    for (const name of names) {
      const value = valueOf(parameters, name)
      if (value !== undefined && value !== '') parties.add(value)
    }
  }
  return [...parties]
}
