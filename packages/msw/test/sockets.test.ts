import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { socketSource } from '@ringback/recording'
import type { Line } from '@ringback/simulator'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { from, setup, to } from './support/virtual-twilio.ts'

/** The stream is opened when the call has been answered. */
async function talk(line: Line): Promise<void> {
  await line.waits(1)
  await line.press('5')
  await line.waits(1)
  await line.hangup()
}

it('the WebSocket of a call is among the exchanges, and listeners hear of it', async () => {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => sockets.close())
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      if ((data as Buffer).toString().includes('"dtmf"')) socket.close(1000)
    })
  })
  await once(sockets, 'listening')
  // A server that listens on a port has an address of this kind.
  const { port } = sockets.address() as AddressInfo
  const { client, twilio } = setup(
    { '/voice': `<Connect><Stream url="wss://127.0.0.1:${port}/agent"/></Connect>` },
    { people: { [to]: { script: talk } } },
  )
  const heard: string[] = []
  twilio.listen(({ provenance }) => heard.push(provenance.source ?? 'webhook'))
  const { sid } = await client.calls.create({ to, from, url: 'https://app.example.com/voice' })
  await twilio.settled()
  const exchange = twilio.exchanges().find(({ socket }) => socket !== undefined)
  expect(exchange).toMatchObject({
    callSid: sid,
    request: { url: `wss://127.0.0.1:${port}/agent` },
    socket: { protocol: 'media-streams', closedBy: 'app', closeCode: 1000 },
  })
  expect(heard.filter((source) => source === socketSource)).toHaveLength(1)
})
