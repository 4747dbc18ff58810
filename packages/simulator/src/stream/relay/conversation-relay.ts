import { debuggerCodeRow, parameter, sessionStatus, sidPrefix, type SessionStatus } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import { twilioProblem } from '@ringback/twilio-client'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import { pass } from '../../executor/pass.ts'
import type { VerbContext } from '../../executor/verb.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import type { ParameterValues } from '../../webhooks/webhook-parameters.ts'
import type { AppSocket, SocketEnd } from '../socket/app-socket.ts'
import { openSocket, type OpenSocket } from '../socket/open-socket.ts'
import { runRelaySession, type RelayEnd } from './relay-session.ts'
import { requestedSocketUrl } from '../socket/socket-url.ts'

/** Twilio counts the session from before its first message reaches the app. */
const beforeSetupMs = 300
/** Milliseconds from the end of a session to its action, as they were seen. */
const untilActionMs = { ended: 500, lost: 1200, malformed: 200 }
const untilCloseMs = 90
const closing = { code: 1000, reason: 'Closing websocket session' }
const tooManyInvalid = { code: 1007, reason: 'Too many consecutive malformed messages.' }

/**
 * Connects the caller with the app over a WebSocket, in text: what the caller says and presses goes to the app, and
 * what the app sends is spoken. The parameters for the action URL are added to `values`. Throws `Interrupted`.
 */
export async function converse(
  context: VerbContext,
  relay: KnownElement<'ConversationRelay'>,
  values: Record<string, string | undefined>,
): Promise<void> {
  const { simulation, leg } = context
  const sessionId = simulation.ids.sid(sidPrefix.conversationRelaySession)
  const began = simulation.clock.now() - beforeSetupMs
  const note = (status: SessionStatus, more: ParameterValues = {}): void => {
    Object.assign(values, {
      [parameter.SessionId]: sessionId,
      [parameter.SessionStatus]: status,
      [parameter.SessionDuration]: String(Math.floor((simulation.clock.now() - began) / 1000)),
      ...more,
    } satisfies ParameterValues)
  }
  const fail = (problem: Problem): void => {
    logProblem(simulation, leg, problem)
    note(sessionStatus.failed, errorValues(problem))
  }
  const opened = await open(context, attributeValue(relay, 'url') ?? '', sessionId)
  if (!('socket' in opened)) return fail(opened)
  const isFirst = !leg.hadRelay
  leg.hadRelay = true
  const { socket, recorder } = opened
  let end: RelayEnd | undefined
  try {
    end = await runRelaySession(context, { relay, socket, recorder, sessionId, isFirst })
  } finally {
    if (end === undefined) {
      note(sessionStatus.completed)
      socket.close(closing.code, closing.reason)
    }
  }
  await finish(context, end, { socket, note, fail })
}

async function open(
  { simulation, leg }: VerbContext,
  written: string,
  sid: string,
): Promise<OpenSocket | Problem> {
  const url = requestedSocketUrl(written, true)
  if (url === undefined) return twilioProblem('relay-connection', `${written} is not an absolute wss URL.`)
  return openSocket(simulation, leg, {
    protocol: 'conversation-relay',
    url,
    sid,
    problemOf: ({ message }) => twilioProblem('relay-connection', `${url}: ${message}`),
  })
}

/** What ends a session. */
interface Ending {
  readonly socket: AppSocket
  readonly note: (status: SessionStatus, more?: ParameterValues) => void
  readonly fail: (problem: Problem) => void
}

/** Closes the connection as Twilio does, and lets the time until the action pass. */
async function finish(
  { simulation, scope }: VerbContext,
  end: RelayEnd,
  { socket, note, fail }: Ending,
): Promise<void> {
  if (end.type === 'ended') {
    note(sessionStatus.ended, { [parameter.HandoffData]: end.handoffData })
    await pass(simulation, scope, untilCloseMs)
    socket.close(closing.code, closing.reason)
  } else if (end.type === 'lost') {
    fail(twilioProblem('relay-closed', lossOf(end.end)))
  } else {
    socket.close(tooManyInvalid.code, tooManyInvalid.reason)
    fail(twilioProblem('relay-closed', 'The app sent ten invalid messages in a row.'))
  }
  await pass(simulation, scope, untilActionMs[end.type])
}

function lossOf({ code, reason, protocolError }: SocketEnd): string {
  if (protocolError !== undefined) return `The app broke the WebSocket protocol: ${protocolError}`
  if (code === 1006)
    return 'The connection to the app was lost without a close frame while the session was running.'
  const said = [code === 1005 ? 'no code' : `code ${code}`, ...(reason === '' ? [] : [`"${reason}"`])].join(
    ' ',
  )
  return `The app closed the session's WebSocket (${said}) without the message end.`
}

function errorValues({ twilioCode }: Problem): ParameterValues {
  if (twilioCode === undefined) return {}
  return {
    [parameter.ErrorCode]: String(twilioCode),
    [parameter.ErrorMessage]: debuggerCodeRow(twilioCode)?.title,
  }
}
