import { startBrokerDouble, brokerToken } from '../test/support/broker.ts'
import { buildPacts, publishPacts } from '../src/index.ts'
import { createRequire } from 'node:module'
import { writeFileSync, mkdirSync } from 'node:fs'
const broker = await startBrokerDouble()
mkdirSync('/tmp/bp', { recursive: true })
writeFileSync(
  '/tmp/bp/a.json',
  JSON.stringify(
    buildPacts({
      provider: 'app',
      routes: [{ kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' }],
    })[0]!.pact,
  ),
)
await publishPacts({ brokerUrl: broker.url, token: brokerToken, paths: ['/tmp/bp'], consumerVersion: '1' })
const n = broker.asked.length
const { default: core } = createRequire(import.meta.url)('@pact-foundation/pact-core')
await core
  .verifyPacts({
    provider: 'app',
    providerBaseUrl: 'http://127.0.0.1:1',
    pactBrokerUrl: broker.url,
    pactBrokerToken: brokerToken,
    consumerVersionSelectors: [{ mainBranch: true }],
    logLevel: 'debug',
  })
  .catch((e: any) => console.log(e.message.slice(0, 400)))
console.log(
  broker.asked.slice(n).map((a) => a.method + ' ' + a.path + ' ' + JSON.stringify(a.body)?.slice(0, 200)),
)
await broker[Symbol.asyncDispose]()
