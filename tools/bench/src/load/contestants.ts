import { runLoad, type LoadOptions, type LoadReport } from '@ringback/simulator/load'
import { signedRequest, toRequest } from '@ringback/twilio-client'
import { plainWebhook } from '@ringback/arbitraries'
import autocannon from 'autocannon'

/** As many connections, and calls, at once. */
const atOnce = 16
const authToken = 'a-token-for-the-benchmark'

/** Makes load on an app for some seconds, and returns for how many it did: starting threads is not among them. */
export type Contestant = (appUrl: string, seconds: number) => Promise<number>

/** The calls of `ringback load` on some threads, as many as there are connections of autocannon. */
export function ringbackOn(threads: number): Contestant {
  return async (appUrl, seconds) => {
    const report = await reportOf({ ...loadOptions(appUrl, seconds * 1000), threads })
    const { failed, unfinished } = report.calls
    if (failed + unfinished > 0) throw new Error(`${failed} calls failed, ${unfinished} did not end`)
    return report.seconds
  }
}

async function reportOf(options: LoadOptions): Promise<LoadReport> {
  for await (const event of runLoad(options)) if (event.type === 'finished') return event.report
  throw new Error('the load ended without a report')
}

/** What `ringback load <app>/voice --calls 16 --no-pauses --keys 1` asks for. */
export function loadOptions(appUrl: string, durationMs: number): LoadOptions {
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
  const { duration } = await autocannon({
    url: appUrl,
    connections: atOnce,
    duration: seconds,
    reconnectRate: 1,
    requests,
  })
  return duration
}
