import { parameter, valueOf, type WebhookKind } from '@ringback/catalog'
import { reachableVerbs, verb, type TwimlDocument } from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { isAnswered } from '../is-answered.ts'
import { promisesAgain } from '../promises-again.ts'
import { spokenIn } from '../spoken-in.ts'
import { noticeableDifference } from './noticeable-difference.ts'
import type { Probe, ProbeRequest } from '../probe.ts'
import { inFreshCall, redirected, withParameter } from './requests.ts'

const keys = Array.from('0123456789')

/** What a caller can do where the verb asks its own page, and how it is lost. */
interface Asking {
  readonly verb: typeof verb.Gather | typeof verb.Record
  readonly message: string
  readonly parameter: string
  /** Webhooks of different input. */
  readonly inputs: (plain: ProbeRequest) => readonly ProbeRequest[]
}

const askings: Readonly<Partial<Record<WebhookKind, Asking>>> = {
  'gather.action': {
    verb: verb.Gather,
    message:
      'Whatever key the caller presses, the same question follows: the Gather asks its own page, which ignores Digits.',
    parameter: parameter.Digits,
    inputs: (plain) =>
      valueOf(plain.parameters, parameter.Digits) === undefined
        ? []
        : keys.map((key) => ({
            ...plain,
            parameters: withParameter(plain.parameters, parameter.Digits, key),
          })),
  },
  'record.action': {
    verb: verb.Record,
    message:
      'After the recording, the same document runs again: the Record asks its own page, which ignores RecordingUrl.',
    parameter: parameter.RecordingUrl,
    inputs: (plain) => [plain],
  },
}

/**
 * A `<Gather>` or `<Record>` without an action, or with that of its own page, sends what the caller enters or says to the URL of its
 * own document. Where that page does not look at it, the caller hears the same again, whatever key is pressed. Nothing is wrong where
 * the document promises to repeat itself, or asks for another message.
 */
export const inputIgnored: Probe = {
  name: 'input-ignored',
  title: 'The app uses what the caller enters.',
  area: 'delivery',
  appliesTo: ({ kind }) => askings[kind] !== undefined,
  async run(plain, context) {
    const asking = askings[plain.kind]
    const inputs = (asking?.inputs(plain) ?? [])
      .filter(({ parameters }) => context.accepts(parameters))
      .map((input) => inFreshCall(input, context))
    const [first] = inputs
    if (asking === undefined || first === undefined) return []
    const asked = inFreshCall(redirected(plain, plain), context)
    const question = await context.send(asked)
    const document = documentOf(question)
    if (document === null || !asksItself(document, asking.verb, plain.url)) return []
    for (const input of inputs) {
      // Asked in the same call first: an app may keep in a cookie that it has asked.
      await context.send(redirected(input, plain))
      const answer = await context.send(input)
      if (!isAnswered(answer) || noticeableDifference(question, answer) !== undefined) return []
    }
    return [
      {
        code: 'input-ignored',
        severity: 'warning',
        message: asking.message,
        parameter: asking.parameter,
        requests: [asked, first],
      },
    ]
  },
}

function asksItself(document: TwimlDocument, asking: Asking['verb'], url: string): boolean {
  const verbs = reachableVerbs(document)
  // A page of another action than its own may go on with the next question of a survey.
  const asks = verbs.some((each) => each.id === asking && isOwn(each.attributes['action'], url))
  return asks && !isMeantToRepeat(document, asking)
}

function isOwn(action: string | undefined, url: string): boolean {
  return action === undefined || URL.parse(action.trim(), url)?.href === url
}

/**
 * `Press any key to hear this again`, `leave another message`. A menu that tells to press one key or another is not meant to come
 * again after each.
 */
function isMeantToRepeat(document: TwimlDocument, asking: Asking['verb']): boolean {
  const said = spokenIn(document)
  if (asking === verb.Record) return /another|next|more|further/i.test(said)
  return promisesAgain(said) && new Set([...said.matchAll(pressedKey)].map(([, key]) => key)).size < 2
}

/** A key behind a verb that tells to press it. */
const pressedKey =
  /(?:press|push|dial|dr[uü]ck|w[aä]hl|puls|presion|marque|oprim|appuy|tape|compose|digit|tecle|prem|druk|toets)\D{0,15}(\d)/gi
