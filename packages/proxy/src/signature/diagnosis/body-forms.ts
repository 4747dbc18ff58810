import { decodeForm, headerValue, kindOf, kindRow, type Parameters } from '@ringback/catalog'

/** Parameters that Twilio may have signed, and how the body that arrived differs from them. */
export interface BodyForm {
  /** As `explain` of @ringback/signature names it; undefined: the body as it arrived. */
  readonly code: string | undefined
  readonly parameters: Parameters
  /** The parameters that were changed, where they can be named. */
  readonly names: readonly string[]
}

/** What Twilio may have sent, if something on the way wrote the body anew; the body as it arrived comes first. */
export function bodyForms(body: string, contentType: string | undefined, url: string): readonly BodyForm[] {
  const type = contentType ?? headerValue.contentType
  if (/json/i.test(type)) {
    const parameters = parametersOfJson(body)
    return parameters === undefined ? [] : [{ code: 'body-serialised-again', parameters, names: [] }]
  }
  const { parameters } = decodeForm(body)
  const changes: readonly (readonly [string, (value: string) => string])[] = [
    ['parameters-plus', (value) => value.replaceAll(' ', '+')],
    ['parameters-plus', (value) => value.replace(/^ (?=\d)/, '+')],
    ['parameters-plus', (value) => value.replaceAll('+', ' ')],
    ['parameters-not-decoded', decoded],
    ['parameters-escaped', unescaped],
    ['parameters-charset', (value) => Buffer.from(value, 'latin1').toString('utf8')],
  ]
  return [
    { code: undefined, parameters, names: [] },
    ...dropped(parameters, url),
    ...changes.flatMap(([code, change]) => changed(parameters, code, change)),
  ]
}

/** Proxies and frameworks drop parameters that are empty: those that this kind of webhook has, added again. */
function dropped(parameters: Parameters, url: string): readonly BodyForm[] {
  const kind = kindOf({ method: 'POST', url, parameters })
  if (kind === null) return []
  const present = new Set(parameters.map(([name]) => name))
  const absent = kindRow(kind)
    .parameters.map(({ name }) => name)
    .filter((name) => !present.has(name))
  const places = absent.filter((name) => /(?:City|State|Zip|Country)$/.test(name))
  const families = ['Caller', 'Called', 'From', 'To'].map((party) =>
    places.filter((name) => name.startsWith(party)),
  )
  const withoutCountry = places.filter((name) => !name.endsWith('Country'))
  return [places, withoutCountry, ...families, ...absent.map((name) => [name])]
    .filter((names) => names.length > 0)
    .map((names) => ({
      code: 'parameters-dropped',
      parameters: [...parameters, ...names.map((name) => [name, ''] as const)],
      names,
    }))
}

function changed(
  parameters: Parameters,
  code: string,
  change: (value: string) => string,
): readonly BodyForm[] {
  const names: string[] = []
  const result = parameters.map(([name, value]) => {
    const other = change(value)
    if (other !== value) names.push(name)
    return [name, other] as const
  })
  return names.length === 0 ? [] : [{ code, parameters: result, names }]
}

function parametersOfJson(body: string): Parameters | undefined {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return Object.entries(value).flatMap(([name, each]) =>
      typeof each === 'string' || typeof each === 'number' ? [[name, String(each)] as const] : [],
    )
  } catch {
    return undefined
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function unescaped(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
