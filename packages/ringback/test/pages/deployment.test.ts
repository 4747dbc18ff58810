import { defaultLimits } from '@ringback/proxy'
import { describe, expect, it } from 'vitest'
import { helpNotes } from '../../src/commands/help-notes.ts'
import { commands } from '../../src/commands/index.ts'
import { findCommand } from '../../src/shell/find-command.ts'
import { variableOf } from '../../src/shell/environment/variable-of.ts'
import { commonOptions, parseOptions } from '../../src/shell/parse-options.ts'
import {
  compose,
  deployment,
  documents,
  manifests,
  page,
  pod,
  podContainers,
  runs,
  secret,
} from './deployment-manifests.ts'
import { kubernetesProblems } from './kubernetes-schema.ts'

// No cluster and no Docker is at hand. What can be held against ringback and against the schemas of Kubernetes is, and the commands of
// the containers are run in `deployment-run.test.ts`.

const secrets: ReadonlySet<string> = new Set([
  'TWILIO_AUTH_TOKEN',
  'RINGBACK_REDACTION_KEY',
  'RINGBACK_STORE',
])

async function variablesOf(words: readonly string[]): Promise<ReadonlySet<string>> {
  const command = await findCommand(words, commands).entry?.load?.()
  const rows = Object.entries({ ...command?.positionals, ...command?.options, ...commonOptions })
  const notes = helpNotes[words.join(' ')]?.environment ?? []
  return new Set<string>([
    ...rows.filter(([, row]) => row.fromEnvironment === true).map(([name]) => variableOf(name)),
    ...notes,
    ...notes.filter((name) => secrets.has(name)).map((name) => `${name}_FILE`),
  ])
}

describe('the manifests of docs/deployment.md', () => {
  it('are YAML without a mistake', () => {
    expect(documents).toHaveLength(2)
    for (const document of documents.flat()) expect([document.errors, document.warnings]).toEqual([[], []])
  })

  it.each(runs)('%s is a command line with variables that ringback takes', async (_where, argv, env) => {
    const { entry, words, rest } = findCommand(argv, commands)
    const command = await entry?.load?.()
    if (command === undefined) throw new Error(`${argv.join(' ')} is no command.`)
    expect(parseOptions(rest, command, env).problems).toEqual([])
    const known = await variablesOf(words)
    expect(Object.keys(env).filter((name) => !known.has(name))).toEqual([])
  })

  it('run record and the migration in both', () => {
    expect(runs.map(([where, argv]) => [where, argv.join(' ')])).toEqual([
      ['ringback-migrate', 'store migrate'],
      ['ringback', 'record'],
      ['compose migrate', 'store migrate'],
      ['compose ringback', 'record'],
    ])
  })

  it('name variables that there are, in the text as well', async () => {
    const known = await variablesOf(['record'])
    const named = new Set([...page.matchAll(/\b(?:RINGBACK|TWILIO)_[A-Z_]*[A-Z]\b/g)].map(([name]) => name))
    const unknown = [...named].filter((name) => !known.has(name) && !secrets.has(name.replace(/_FILE$/, '')))
    expect(unknown).toEqual([])
  })
})

describe('the Kubernetes manifest', () => {
  it('has a Secret, a Deployment and a Service', () => {
    expect(manifests.map(({ kind }) => kind)).toEqual(['Secret', 'Deployment', 'Service'])
  })

  it('is what the schemas of Kubernetes allow, and a mistake in it is found', () => {
    for (const manifest of manifests) expect(kubernetesProblems(manifest)).toEqual([])
    expect(kubernetesProblems({ ...deployment, spec: { ...deployment.spec, replicas: 'four' } })).not.toEqual(
      [],
    )
    expect(kubernetesProblems({ ...deployment, spec: { replicas: 4 } })).not.toEqual([])
  })

  it('mounts volumes and reads files that there are', () => {
    const volumes = new Map(pod.volumes.map((volume) => [volume.name, volume]))
    for (const { env = [], volumeMounts = [] } of podContainers) {
      for (const { name } of volumeMounts) expect([...volumes.keys()]).toContain(name)
      for (const { value } of env.filter(({ name }) => name.endsWith('_FILE'))) {
        const mount = volumeMounts.find(({ mountPath }) => value.startsWith(`${mountPath}/`))
        expect(volumes.get(mount?.name ?? '')?.secret?.secretName).toBe(secret.metadata.name)
        expect(Object.keys(secret.stringData)).toContain(value.slice((mount?.mountPath ?? '').length + 1))
      }
    }
    const ringback = pod.containers.find(({ name }) => name === 'ringback')
    const recordings = ringback?.env?.find(({ name }) => name === 'RINGBACK_RECORDINGS')?.value
    expect(ringback?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain(recordings)
  })

  it('probes and forwards to ports that there are', () => {
    for (const container of pod.containers) {
      const names = new Set(container.ports?.map(({ name }) => name))
      const checks = Object.entries(container)
        .filter(([name]) => name.endsWith('Probe'))
        .flatMap(([, probe]) => Object.values(probe as Readonly<Record<string, { readonly port?: string }>>))
      const probed = checks.flatMap(({ port }) => port ?? [])
      expect(probed.filter((port) => !names.has(port))).toEqual([])
      expect(probed).toHaveLength(container.name === 'ringback' ? 2 : 0)
    }
    const ringback = pod.containers.find(({ name }) => name === 'ringback')
    const env = new Map(ringback?.env?.map(({ name, value }) => [name, value]))
    for (const { name, containerPort } of ringback?.ports ?? []) {
      const variable = name === 'calls' ? 'RINGBACK_PORT' : `RINGBACK_${name.toUpperCase()}_PORT`
      expect(env.get(variable)).toBe(String(containerPort))
    }
    const app = pod.containers.find(({ name }) => name === 'app')
    const port = app?.env?.find(({ name }) => name === 'PORT')?.value
    expect(env.get('RINGBACK_APP')).toBe(`http://127.0.0.1:${port}`)
    expect(pod.enableServiceLinks).toBe(false)
  })

  it('leaves the proxy time to drain and settle, and the app running meanwhile', () => {
    const [app, ringback] = ['app', 'ringback'].map((name) =>
      pod.containers.find((container) => container.name === name),
    )
    const delay = Number(ringback?.env?.find(({ name }) => name === 'RINGBACK_DRAIN_DELAY')?.value)
    const drained = delay + defaultLimits.drainMs / 1000
    expect(app?.lifecycle?.preStop.sleep.seconds).toBeGreaterThan(drained)
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(drained + 30)
  })
})

describe('the Compose file', () => {
  it('names secrets, volumes and services that there are, and reads the secrets where Compose puts them', () => {
    for (const { environment = {}, secrets: own = [], volumes = [], depends_on: needs = {} } of Object.values(
      compose.services,
    )) {
      for (const name of own) expect(Object.keys(compose.secrets)).toContain(name)
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
      for (const name of Object.keys(needs)) expect(Object.keys(compose.services)).toContain(name)
      const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'))
      const there = new Set(own.map((each) => `/run/secrets/${each}`))
      expect(files.filter(([, value]) => !there.has(value))).toEqual([])
    }
  })

  it('asks the admin port whether the proxy is ready', () => {
    const { healthcheck, environment = {} } = compose.services['ringback'] ?? {}
    expect(healthcheck?.test.join(' ')).toContain(
      `http://127.0.0.1:${environment['RINGBACK_ADMIN_PORT']}/readyz`,
    )
  })
})
