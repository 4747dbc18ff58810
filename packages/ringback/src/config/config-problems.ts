import { patternProblem } from '@ringback/redaction'
import { isSid, isWebhookKind, sidPrefix } from '@ringback/catalog'
import { nearest, parseAppUrl } from '@ringback/common'
import { isAppModule } from '../app/app-module.ts'
import { unknownKind } from '../input/webhook-kind.ts'

/** What a value must be; undefined when it is that. */
type Rule = (value: unknown) => string | undefined

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

const rule =
  (isGood: (value: unknown) => boolean, must: string): Rule =>
  (value) =>
    isGood(value) ? undefined : must

const isHttpUrl = (value: unknown): boolean =>
  isText(value) && /^https?:$/.test(URL.parse(value)?.protocol ?? '')

function isAppUrl(text: string): boolean {
  try {
    return parseAppUrl(text).hostname !== ''
  } catch {
    return false
  }
}

function isPattern(source: string): boolean {
  return patternProblem(source) === undefined
}

const text = rule(isText, 'a non-empty string')
const flag = rule((value) => typeof value === 'boolean', 'true or false')
const texts = rule(isTexts, 'a list of strings')
const appRule = rule(
  (value) => isText(value) && (isAppModule(value) || isAppUrl(value)),
  'an address such as http://127.0.0.1:3000, localhost:3000 or 3000, or a module such as ./app.ts',
)
const httpUrl = rule(isHttpUrl, 'a URL that starts with http:// or https://')
const urlOrPath = rule(
  (value) => isHttpUrl(value) || (isText(value) && value.startsWith('/')),
  'a URL that starts with http:// or https://, or a path that starts with /',
)
const tokens = rule(
  (value) =>
    isTexts(value) ||
    (typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((token) => isText(token) || isTexts(token))),
  'a list of auth tokens, or an object from account SID to token',
)
const patterns = rule(
  (value) => isTexts(value) && Array.isArray(value) && value.every(isPattern),
  'a list of regular expressions of JavaScript',
)
const signatureModes: ReadonlySet<unknown> = new Set(['off', 'warn', 'require'])

const targetFields: ReadonlySet<string> = new Set(['path', 'to', 'accountSid', 'app'])
const targets = rule(
  (value) =>
    Array.isArray(value) &&
    value.every(
      (target: unknown) =>
        typeof target === 'object' &&
        target !== null &&
        'app' in target &&
        Object.entries(target).every(([name, text]) => targetFields.has(name) && isText(text)),
    ),
  'a list of { path, app }, { to, app } or { accountSid, app }',
)

const rules: ReadonlyMap<string, Rule> = new Map([
  ['app', appRule],
  ['functions', text],
  ['publicUrl', httpUrl],
  ['voiceUrl', urlOrPath],
  ['voiceFallbackUrl', urlOrPath],
  ['statusCallback', urlOrPath],
  [
    'accountSid',
    rule(
      (value) => isText(value) && isSid(value) && value.startsWith(sidPrefix.account),
      'AC and 32 hexadecimal digits',
    ),
  ],
  ['ownNumbers', rule((value) => isTexts(value), 'a list of numbers such as "+14155550100"')],
  ['authToken', text],
  ['authTokens', tokens],
  ['signature', rule((value) => signatureModes.has(value), 'off, warn or require')],
  ['allow', texts],
  ['targets', targets],
  ['recordings', text],
  [
    'store',
    rule(
      (value) => isText(value) && /^postgres(?:ql)?:\/\/./.test(value),
      'the URL of a database: postgres://user@host/database',
    ),
  ],
  ['sample', rule((value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1')],
  [
    'only',
    rule(
      (value) => isTexts(value) && Array.isArray(value) && value.length > 0 && value.every(isWebhookKind),
      'a list of webhook kinds (list them: ringback catalog)',
    ),
  ],
  ['redact', flag],
  ['originals', flag],
  [
    'workers',
    rule(
      (value) =>
        value === 'auto' || (Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 64),
      'a whole number from 1 to 64 or auto',
    ),
  ],
  [
    'adminPort',
    rule(
      (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
      'a whole number from 0 to 65535',
    ),
  ],
  ['adminHost', text],
  [
    'drainDelay',
    rule((value) => typeof value === 'number' && value >= 0 && value <= 3600, 'a number from 0 to 3600'),
  ],
  ['keep', texts],
  ['redactValues', texts],
  ['redactPatterns', patterns],
  ['redactHook', text],
])

/** Everything that is wrong with a configuration, one sentence each; empty when it can be used. */
export function configProblems(config: unknown): readonly string[] {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    return ['the default export must be an object: `export default defineConfig({ ... })`']
  }
  const problems = Object.entries(config).flatMap(([setting, value]) => settingProblems(setting, value))
  const { app, functions } = config as { readonly app?: unknown; readonly functions?: unknown }
  const isTwofold = app !== undefined && functions !== undefined
  return isTwofold ? [...problems, 'functions: stands in place of app; leave one of the two out'] : problems
}

function settingProblems(setting: string, value: unknown): readonly string[] {
  if (value === undefined) return []
  if (setting === 'routes') return routeProblems(value)
  const check = rules.get(setting)
  if (check === undefined) return [unknownSetting(setting)]
  const must = check(value)
  return must === undefined ? [] : [`${setting}: must be ${must}; it is ${JSON.stringify(value)}`]
}

function unknownSetting(setting: string): string {
  const known = [...rules.keys(), 'routes']
  const meant = renamed.get(setting) ?? nearest(setting, known)
  return meant === undefined
    ? `${setting}: unknown setting; known are ${known.join(', ')}`
    : `${setting}: unknown setting; did you mean ${meant}?`
}

/** Names that other tools use for the same. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['target', 'app'],
  ['upstreamUrl', 'app'],
  ['fallbackUrl', 'voiceFallbackUrl'],
])

function routeProblems(routes: unknown): readonly string[] {
  if (typeof routes !== 'object' || routes === null || Array.isArray(routes)) {
    return ['routes: must be an object from webhook kind to URL']
  }
  return Object.entries(routes).flatMap(([kind, url]) => {
    if (!isWebhookKind(kind)) return [`routes: ${unknownKind(kind)}`]
    const must = urlOrPath(url)
    return must === undefined ? [] : [`routes: ${kind}: must be ${must}; it is ${JSON.stringify(url)}`]
  })
}
