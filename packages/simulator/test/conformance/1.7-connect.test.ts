import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { expectRealWebhooks, phoneTo } from '../support/test-app.ts'

/** A WebSocket server that closes when a key is pressed. */
async function server(): Promise<string> {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      if ((data as Buffer).toString().includes('dtmf')) socket.close()
    })
  })
  await new Promise((resolve) => sockets.once('listening', resolve))
  onTestFinished(() => {
    sockets.close()
  })
  return `wss://127.0.0.1:${(sockets.address() as AddressInfo).port}`
}

describe('1.7 Connect', () => {
  test('Connect blocks till the noun ends; without action the next verb runs, only when the server closes. [D]', async () => {
    const { phone } = phoneTo({
      '/voice': `<Connect><Stream url="${await server()}"/></Connect><Say>next</Say>`,
    })
    const call = await phone.call()
    await call.waits(3)
    expect(call).not.toHaveSaid('next')
    await call.press('1')
    await call.hears('next')
    await call.ends()
  })

  test('Connect with action: its answer takes over. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': `<Connect action="/after"><Stream url="${await server()}"/></Connect><Say>never</Say>`,
      '/after': '<Say>taken over</Say>',
    })
    const call = await phone.call()
    await call.press('1')
    await call.hears('taken over')
    await call.ends()
    expect(of('/after')).toHaveLength(1)
    expect(call).not.toHaveSaid('never')
    expectRealWebhooks(phone)
  })

  test('Connect: caller hang-up ends all; the action is requested, when one is given. [D I]', async () => {
    const { phone, of } = phoneTo({
      '/voice': `<Connect action="/after"><Stream url="${await server()}"/></Connect>`,
      '/after': '<Say>never</Say>',
    })
    const call = await phone.call()
    await call.waits(1)
    await call.hangup()
    expect(of('/after')[0]?.parameters).toMatchObject({ CallStatus: 'completed' })
    expect(call).not.toHaveSaid('never')
  })

  test('Stream url must be wss; in Connect only inbound_track. [D E]', async () => {
    const { phone } = phoneTo({
      '/voice': `<Connect><Stream url="${(await server()).replace('wss', 'ws')}" track="both_tracks"/></Connect>`,
    })
    const call = await phone.call()
    expect(call).toHaveLogged(31941)
    expect(call).toHaveLogged(31922)
    expect(call.timeline.join()).not.toContain('stream-started')
    await call.ends()
  })
})
