import { headerValue, isSid, kindRow, parameter, type Parameters } from '@ringback/catalog'
import { type PactRequest, type PactRule, regexRule } from '../pact/pact.ts'
import { parameterRule } from '../pact/parameter-rule.ts'
import { rulePath } from '../pact/rule-path.ts'
import { splitUrl } from '../pact/split-url.ts'
import type { PlannedInteraction } from './planned-interaction.ts'

const uuid = '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const signature = '^[A-Za-z0-9+/]{27}=$'
const formType = String.raw`^application/x-www-form-urlencoded(?:\s*;.*)?$`

/**
 * The request as Pact writes it. `token` is its I-Twilio-Idempotency-Token: Twilio's name for this one request, by
 * which the signing proxy recognises it.
 */
export function pactRequest(planned: PlannedInteraction, token: string): PactRequest {
  const { method, url, form, parameters } = planned
  const { path, query } = splitUrl(url)
  const isGet = method === 'GET'
  const wireName = {
    token: 'I-Twilio-Idempotency-Token',
    signature: 'X-Twilio-Signature',
    type: 'Content-Type',
    agent: 'User-Agent',
  }
  const generated = fromState(parameters, isGet)
  return {
    method,
    path,
    ...(query !== '' && { query: grouped(query) }),
    headers: {
      ...(!isGet && { [wireName.type]: [headerValue.contentType] }),
      [wireName.token]: [token],
      [wireName.agent]: [headerValue.userAgent],
      [wireName.signature]: [`${'A'.repeat(27)}=`],
    },
    ...(!isGet && {
      body: { content: form, contentType: headerValue.contentType.replace(/;.*$/, ''), encoded: false },
    }),
    matchingRules: {
      [isGet ? 'query' : 'body']: rulesOf(planned),
      header: {
        [wireName.token]: regexRule(uuid),
        [wireName.signature]: regexRule(signature),
        ...(!isGet && { [wireName.type]: regexRule(formType) }),
      },
    },
    ...(generated !== undefined && { generators: generated }),
  }
}

/** The SID of the call comes from the state handler, if that makes one of its own. */
function fromState(parameters: Parameters, isGet: boolean): PactRequest['generators'] | undefined {
  const { CallSid } = parameter
  const own = parameters.filter(([name, value]) => name === CallSid && isSid(value))
  if (own.length !== 1) return undefined
  const path = isGet ? CallSid : rulePath(CallSid)
  const generator = { type: 'ProviderState', expression: `\${${CallSid}}`, dataType: 'STRING' }
  return { [isGet ? 'query' : 'body']: { [path]: generator } }
}

function rulesOf({ kind, method, parameters }: PlannedInteraction): Record<string, PactRule> {
  const rows = new Map(kindRow(kind).parameters.map((row) => [row.name, row]))
  const places = new Map<string, number>()
  const rules = new Map<string, PactRule>()
  const repeated = new Set(
    parameters.map(([name]) => name).filter((name, at, all) => all.indexOf(name) !== at),
  )
  for (const [name, value] of parameters) {
    const place = places.get(name) ?? 0
    places.set(name, place + 1)
    const found = parameterRule(rows.get(name), value)
    if (found === undefined) continue
    const path = method === 'GET' ? name : rulePath(name)
    rules.set(repeated.has(name) ? `${method === 'GET' ? rulePath(name) : path}[${place}]` : path, found)
  }
  return Object.fromEntries(rules)
}

function grouped(query: string): Record<string, string[]> {
  const byName = Map.groupBy(new URLSearchParams(query), ([name]) => name)
  return Object.fromEntries(Array.from(byName, ([name, pairs]) => [name, pairs.map(([, value]) => value)]))
}
