import { socketMessageId, socketMessages, socketProtocols, type SocketMessage } from './socket-messages.ts'
import { socketMessageSchema } from './socket-schema.ts'

const intro = `Twilio opens these WebSockets to an app: what it sends, and what it takes. Made from the facts of ringback
(docs/facts/realtime.md); not by Twilio.`

const channelTexts = {
  'media-streams':
    'The audio of a call, 20 ms a message, and back. Opened by <Connect><Stream> (both ways) and <Start><Stream> (to the app only).',
  'conversation-relay':
    'What the caller says as text, and what Twilio is to say. Opened by <Connect><ConversationRelay>.',
} as const

/** The two protocols that Twilio speaks over WebSockets, as an AsyncAPI 3.0 document from the side of the app. */
export function asyncApiDocument(): object {
  const messages = socketMessages()
  return {
    asyncapi: '3.0.0',
    info: { title: "Twilio's voice WebSockets", version: '1.0.0', description: intro.replaceAll('\n', ' ') },
    servers: {
      app: {
        host: '{host}',
        protocol: 'wss',
        description:
          'The app: Twilio is the client, and signs its upgrade request (X-Twilio-Signature over the wss URL).',
        variables: { host: { default: 'phone.example.com' } },
      },
    },
    channels: Object.fromEntries(
      socketProtocols.map(({ protocol, title, channel }) => [
        channel,
        {
          title,
          address: '{path}',
          description: channelTexts[protocol],
          parameters: { path: { description: 'The path of the url attribute, such as media.' } },
          messages: Object.fromEntries(
            messages
              .filter((message) => message.protocol === protocol)
              .map((message) => [
                socketMessageId(message),
                { $ref: `#/components/messages/${socketMessageId(message)}` },
              ]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(messages.map((message) => [operationId(message), operationOf(message)])),
    components: {
      messages: Object.fromEntries(messages.map((message) => [socketMessageId(message), messageOf(message)])),
      schemas: Object.fromEntries(
        messages.map((message) => [socketMessageId(message), socketMessageSchema(message)]),
      ),
    },
  }
}

/** `receiveStreamStart`, `sendRelayEnd`. */
function operationId(message: SocketMessage): string {
  return `${actionOf(message)}${socketMessageId(message).replace(/From(?:Twilio|App)$/, '')}`
}

/** What the app does with it. */
function actionOf({ direction }: SocketMessage): 'receive' | 'send' {
  return direction === 'twilio->app' ? 'receive' : 'send'
}

function operationOf(message: SocketMessage): object {
  const channel = socketProtocols.find(({ protocol }) => protocol === message.protocol)?.channel ?? ''
  return {
    action: actionOf(message),
    channel: { $ref: `#/channels/${channel}` },
    messages: [{ $ref: `#/channels/${channel}/messages/${socketMessageId(message)}` }],
  }
}

function messageOf(message: SocketMessage): object {
  const { name, order, notes = [] } = message
  const description = [...(order === undefined ? [] : [`Sent: ${order}.`]), ...notes].join('\n\n')
  return {
    name,
    title: `${name}, ${message.direction === 'twilio->app' ? 'from Twilio' : 'from the app'}`,
    contentType: 'application/json',
    ...(description !== '' && { description }),
    payload: { $ref: `#/components/schemas/${socketMessageId(message)}` },
  }
}
