import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'
import { socketMessages, socketProtocols, type SocketMessage } from './socket-messages.ts'

/** The messages of Media Streams and ConversationRelay. */
export function socketsPage(): Page {
  const messages = socketMessages()
  const sections = socketProtocols.map(({ protocol, title }) => {
    const own = messages.filter((message) => message.protocol === protocol)
    return `## ${title}\n\n${own.map(messageSection).join('\n\n')}`
  })
  return {
    path: 'reference/sockets.md',
    text: `---
aside: false
---

# WebSocket messages

What Twilio sends over the WebSockets that it opens to an app, and what an app may send. The same as an
<a href="../asyncapi.json" target="_self">AsyncAPI 3.0 document</a>. How to test an app with a virtual caller on the line:
[Voice agents](../voice-agents.md); sources, order, codes and what is not known: [the facts](../facts/realtime.md).

${sections.join('\n\n')}
`,
  }
}

function messageSection({ name, direction, order, notes = [], fields }: SocketMessage): string {
  const from = direction === 'twilio->app' ? 'from Twilio' : 'from the app'
  return [
    `### ${code(name)} ${from}`,
    ...(order === undefined ? [] : [`Sent: ${order}.`]),
    table(
      ['field', 'sent', 'value', 'example', 'source'],
      fields.map((field) => [
        code(field.path),
        field.presence,
        field.note === undefined ? field.type : `${field.type}. ${field.note}`,
        code(JSON.stringify(field.example)),
        `${field.source} (${field.confidence})`,
      ]),
    ),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
  ].join('\n\n')
}
