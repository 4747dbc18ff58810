import { runLoad, type LoadReport } from '@ringback/simulator/load'
import { signedRequest, toRequest } from '@ringback/twilio-client'
import { plainWebhook } from '@ringback/arbitraries'
import autocannon from 'autocannon'

/** As many connections, and calls, at once. */
const atOnce = 16
const authToken = 'a-token-for-the-benchmark'

/** Makes load on an app for some seconds. */
export type Contestant = (appUrl: string, seconds: number) => Promise<void>

/** The calls of `ringback load`, as many as there are connections of autocannon. */
export const ringback: Contestant = async (appUrl, seconds) => {
  const report = await callsFor(appUrl, { durationMs: seconds * 1000 })
  const { failed, unfinished } = report.calls
  if (failed + unfinished > 0) throw new Error(`${failed} calls failed, ${unfinished} did not end`)
}

/** A load without pauses, with as many calls at once. */
export async function callsFor(appUrl: string, more: { readonly durationMs: number }): Promise<LoadReport> {
  for await (const event of runLoad(loadOptions(appUrl, more.durationMs)))
    if (event.type === 'finished') return event.report
  throw new Error('the load ended without a report')
}

/** What `ringback load <app>/voice --calls 16 --no-pauses --keys 1` asks for. */
export function loadOptions(appUrl: string, durationMs: number): Parameters<typeof runLoad>[0] {
  return {
    phone: { app: appUrl, authToken, voiceUrl: `${appUrl}/voice` },
    calls: atOnce,
    durationMs,
    timeScale: 'no-pauses',
    scripts: [[{ type: 'keys', keys: '1' }]],
  }
}

/** autocannon with the same two webhooks, signed beforehand, and a connection for each. */
export const cannon: Contestant = async (appUrl, seconds) => {
  const webhooks = [
    { path: '/voice', webhook: plainWebhook('voice.incoming-pstn') },
    { path: '/menu', webhook: plainWebhook('gather.action') },
  ]
  const requests = webhooks.map(({ path, webhook }) => {
    const url = `${appUrl}${path}`
    const { headers } = toRequest(webhook, { url, authToken })
    const { body = '' } = signedRequest(webhook, { url, authToken })
    return {
      method: 'POST' as const,
      path,
      headers: { ...Object.fromEntries(headers), Connection: 'close' },
      body: String(body),
    }
  })
  await autocannon({ url: appUrl, connections: atOnce, duration: seconds, reconnectRate: 1, requests })
}
