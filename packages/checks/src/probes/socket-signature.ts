import { kindRow } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import { documentOf } from '../document-of.ts'
import { socketsIn, type SocketInDocument } from '../sockets-in.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeFinding, ProbeRequest } from '../probe.ts'
import { isLetIn } from './is-let-in.ts'
import { inFreshCall } from './requests.ts'

/**
 * A WebSocket that is opened without a signature or with a wrong one, in an app that checks the signatures of its webhooks: the check
 * of the upgrade was forgotten. An app that checks nowhere is told of by the signature probe. Where the URL or a Parameter has a part
 * of its own for every call, that part may be what the app checks.
 */
export const socketSignature: Probe = {
  name: 'socket-signature',
  title: 'A WebSocket is opened only for requests that Twilio has signed.',
  area: 'security',
  timing: 'sockets',
  appliesTo: ({ kind }) => kindRow(kind).synchronous,
  async run(plain, context) {
    const genuine = inFreshCall(plain, context)
    const answer = await context.send(genuine)
    const sockets = socketsOf(answer)
    if (sockets.length === 0 || !(await checksSignatures(genuine, answer, context))) return []
    const later = inFreshCall(plain, context)
    const laterSockets = socketsOf(await context.send(later))
    const known = new Set([...genuine.parameters, ...later.parameters].map(([, value]) => value))
    const findings: ProbeFinding[] = []
    for (const socket of sockets) {
      if (!laterSockets.some((each) => isAlike(socket, each, known))) continue
      findings.push(...(await findingsOf(socket, genuine, context)))
    }
    return findings
  },
}

function socketsOf(exchange: ProbedExchange): readonly SocketInDocument[] {
  const document = documentOf(exchange)
  return document === null ? [] : socketsIn(document)
}

/** Whether the app refuses a webhook without a signature, and one with a wrong signature. */
async function checksSignatures(
  genuine: ProbeRequest,
  answer: ProbedExchange,
  context: ProbeContext,
): Promise<boolean> {
  for (const { signature } of forgeriesOf(genuine.url, context)) {
    if (isLetIn(await context.send({ ...genuine, signature }), answer)) return false
  }
  return true
}

/** Whether a stranger could know the socket of a call from that of another one. `known`: what the app was told of the calls. */
function isAlike(socket: SocketInDocument, other: SocketInDocument, known: ReadonlySet<string>): boolean {
  const { protocol, url, values } = socket
  return (
    protocol === other.protocol &&
    url === other.url &&
    values.length === other.values.length &&
    values.every((value, at) => value === other.values[at] || known.has(value))
  )
}

async function findingsOf(
  { protocol, url }: SocketInDocument,
  genuine: ProbeRequest,
  context: ProbeContext,
): Promise<readonly ProbeFinding[]> {
  const forgeries = forgeriesOf(url, context)
  const [isOpenToTwilio, ...areOpen] = await Promise.all([
    context.openSocket({ protocol, url }),
    ...forgeries.map(({ signature }) => context.openSocket({ protocol, url, signature })),
  ])
  const accepted = forgeries.filter((_, at) => areOpen[at]).map(({ name }) => name)
  // What is not opened for Twilio either is a failure of calls.
  if (!isOpenToTwilio || accepted.length === 0) return []
  const path = URL.parse(url)?.pathname ?? url
  return [
    {
      code: 'socket-signature-not-enforced',
      severity: 'warning',
      cause: `${path} ${accepted.join(' ')}`,
      message: `The app opens the WebSocket ${path} ${accepted.join(' and ')}, though it checks the signatures of its webhooks. Anyone who knows the URL can connect as Twilio. Check X-Twilio-Signature of the upgrade over the wss URL, and answer 403.`,
      requests: [genuine],
    },
  ]
}

function forgeriesOf(
  url: string,
  { authToken }: Pick<ProbeContext, 'authToken'>,
): readonly { readonly name: string; readonly signature: string | null }[] {
  return [
    { name: 'without a signature', signature: null },
    {
      name: 'with the signature of another auth token',
      signature: sign({ url, parameters: [], authToken: `${authToken}0` }),
    },
  ]
}
