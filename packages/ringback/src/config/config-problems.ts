import { isWebhookKind } from '@ringback/catalog'

type Rule = (value: unknown) => string | undefined

const text: Rule = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a text that is not empty'
const flag: Rule = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')
const texts: Rule = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? undefined
    : 'must be a list of texts'
const httpUrl: Rule = (value) =>
  typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '')
    ? undefined
    : 'must be a URL that starts with http:// or https://'
const urlOrPath: Rule = (value) =>
  typeof value === 'string' && value.startsWith('/')
    ? undefined
    : httpUrl(value) && 'must be a URL that starts with http:// or https://, or a path that starts with /'
const oneOf =
  (...allowed: string[]): Rule =>
  (value) =>
    allowed.some((candidate) => candidate === value) ? undefined : `must be one of ${allowed.join(', ')}`

const rules: Readonly<Record<string, Rule>> = {
  target: httpUrl,
  publicUrl: httpUrl,
  voiceUrl: urlOrPath,
  voiceFallbackUrl: urlOrPath,
  statusCallback: urlOrPath,
  authToken: text,
  signature: oneOf('off', 'warn', 'require'),
  recordings: text,
  redact: flag,
  keep: texts,
}

/** Everything that is wrong with a configuration, one sentence each; empty when it can be used. */
export function configProblems(config: unknown): readonly string[] {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    return ['the default export must be an object: `export default defineConfig({ ... })`']
  }
  return Object.entries(config).flatMap(([field, value]) => fieldProblems(field, value))
}

function fieldProblems(field: string, value: unknown): readonly string[] {
  if (value === undefined) return []
  if (field === 'routes') return routeProblems(value)
  const rule = rules[field]
  if (rule === undefined) {
    return [`${field}: there is no such setting; known are ${[...Object.keys(rules), 'routes'].join(', ')}`]
  }
  const problem = rule(value)
  return problem === undefined ? [] : [`${field}: ${problem}, and is ${JSON.stringify(value)}`]
}

function routeProblems(routes: unknown): readonly string[] {
  if (typeof routes !== 'object' || routes === null) {
    return ['routes: must be an object from webhook kind to URL']
  }
  return Object.entries(routes).flatMap(([kind, url]) => {
    if (!isWebhookKind(kind)) {
      return [`routes: ${kind} is no webhook kind; \`ringback catalog\` lists them`]
    }
    const problem = urlOrPath(url)
    return problem === undefined ? [] : [`routes: ${kind}: ${problem}`]
  })
}
