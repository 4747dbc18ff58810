import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { blocksOf } from './blocks.ts'

/** The page that the manifests are on. */
export const page = readFileSync(join(import.meta.dirname, '../../../../docs/deployment.md'), 'utf8')
/** The manifest of Kubernetes, and that of Compose. */
export const documents = ['kind: Deployment', 'services:']
  .map((text) =>
    blocksOf(page).find(({ language, code }) => language === 'yaml' && code.includes(`${text}\n`)),
  )
  .flatMap((block) => (block === undefined ? [] : [parseAllDocuments(block.code)]))

type Manifest = Readonly<Record<string, unknown>> & { readonly kind: string }
interface Container {
  readonly name: string
  readonly image: string
  readonly args?: readonly string[]
  readonly env?: readonly { readonly name: string; readonly value: string }[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[]
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } }
  readonly [probe: `${string}Probe`]: Readonly<Record<string, { readonly port?: string }>>
}
interface Pod {
  readonly terminationGracePeriodSeconds: number
  readonly enableServiceLinks: boolean
  readonly initContainers: readonly Container[]
  readonly containers: readonly Container[]
  readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[]
}
interface Service {
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, unknown>>
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, unknown>>
  readonly volumes: Readonly<Record<string, unknown>>
}

// What a manifest holds is looked at below; a page without one of them fails there.
export const manifests = (documents[0] ?? []).map((document) => document.toJS() as Manifest)
export const compose = documents[1]?.[0]?.toJS() as Compose
/** The manifest of a kind. */
export const ofKind = (kind: string): Manifest =>
  manifests.find((manifest) => manifest.kind === kind) ?? { kind }
export const deployment = ofKind('Deployment') as unknown as {
  readonly spec: { readonly template: { readonly spec: Pod } }
}
export const pod = deployment.spec.template.spec
export const secret = ofKind('Secret') as unknown as {
  readonly metadata: { readonly name: string }
  readonly stringData: Readonly<Record<string, string>>
}
export const podContainers = [...pod.initContainers, ...pod.containers]

/** Each run of ringback in the manifests. */
export const runs: readonly (readonly [
  where: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
])[] = [
  ...podContainers
    .filter(({ image }) => image.includes('/ringback:'))
    .map(
      ({ name, args = [], env = [] }) =>
        [name, args, Object.fromEntries(env.map((each) => [each.name, each.value]))] as const,
    ),
  ...Object.entries(compose.services)
    .filter(([, { build }]) => build !== undefined)
    .map(([name, { command = [], environment = {} }]) => [`compose ${name}`, command, environment] as const),
]
