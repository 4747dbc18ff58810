import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import manifest from '@ringback/contract/package.json' with { type: 'json' }
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), '../..')
let folder: string

/** This package by itself, beside the other packages of ringback and nothing else: as it is where Pact is not installed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-without-pact-'))
  await cp(join(packageFolder, 'src'), join(folder, 'contract/src'), { recursive: true })
  await cp(join(packageFolder, 'package.json'), join(folder, 'contract/package.json'))
  await mkdir(join(folder, 'node_modules/@ringback'), { recursive: true })
  for (const name of await readdir(join(packageFolder, '..'))) {
    await symlink(join(packageFolder, '..', name), join(folder, 'node_modules/@ringback', name))
  }
})
afterAll(() => rm(folder, { recursive: true }))

/** What a script prints that uses the package. */
async function printed(script: string): Promise<unknown> {
  const file = join(folder, 'script.mjs')
  await writeFile(
    file,
    `import * as contract from './contract/src/index.ts'
const pacts = contract.buildPacts({
  provider: 'app',
  routes: [{ kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' }],
})
const app = () => new Response('<Response/>', { headers: { 'content-type': 'text/xml' } })
const broker = { brokerUrl: 'http://127.0.0.1:1', pacticipant: 'app', version: '1', environment: 'test' }
const told = async (task) => {
  try {
    return await task()
  } catch ({ name, code, message, remedy }) {
    return { name, code, message, remedy }
  }
}
console.log(JSON.stringify(await told(() => (${script}))))
`,
  )
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=ringback:source', file])
  return JSON.parse(stdout)
}

const core = {
  name: 'ContractError',
  code: 'pact-not-installed',
  message: '@pact-foundation/pact-core is not installed.',
  remedy: 'Install it: npm install -D @pact-foundation/pact-core@20.2.0',
}

test('the lines name the versions that are tested', () => {
  const lines = Object.entries(manifest.peerDependencies).map(([name]) => [
    name,
    manifest.devDependencies[name as keyof typeof manifest.peerDependencies],
  ])
  expect(lines).toEqual([
    ['@pact-foundation/pact-cli', '18.1.2'],
    ['@pact-foundation/pact-core', '20.2.0'],
  ])
})

describe('without the native packages of Pact', () => {
  test('pacts are built and compared', async () => {
    expect(await printed('pacts.length')).toBe(1)
    expect(await printed('contract.diffPacts(pacts, [])')).toMatchObject([{ kind: 'interaction-removed' }])
  })

  test('a verification says which line installs the verifier', async () => {
    expect(await printed('contract.verifyProvider({ app, pacts })')).toEqual(core)
  })

  test('a proof says which line installs the mock server', async () => {
    expect(await printed('contract.provePact(pacts[0])')).toEqual(core)
  })

  test('the broker commands say which line installs their client', async () => {
    const cli = {
      ...core,
      message: '@pact-foundation/pact-cli is not installed.',
      remedy: 'Install it: npm install -D @pact-foundation/pact-cli@18.1.2',
    }
    expect(await printed("contract.publishPacts({ ...broker, paths: [], consumerVersion: '1' })")).toEqual(
      cli,
    )
    expect(await printed('contract.canIDeploy(broker)')).toEqual(cli)
    expect(await printed('contract.recordDeployment(broker)')).toEqual(cli)
  })
})
