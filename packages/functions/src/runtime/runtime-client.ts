import { readFileSync } from 'node:fs'
import type { TwilioClientLike } from '../project/project-twilio.ts'
import type { Resource } from '../project/resource.ts'

interface SyncOptions {
  readonly serviceName?: string
}

/** The global `Runtime`. */
export interface RuntimeClient {
  readonly getFunctions: () => Record<string, { readonly path: string }>
  readonly getAssets: () => Record<string, { readonly path: string; readonly open: () => string }>
  readonly getSync: (options?: SyncOptions) => object
}

/** The global `Runtime` of a project. `client` gives a client of Twilio's SDK. */
export function runtimeClient(
  functions: readonly Resource[],
  assets: readonly Resource[],
  client: (options: object) => TwilioClientLike,
): RuntimeClient {
  return {
    getFunctions: () =>
      Object.fromEntries(functions.map(({ path, file }) => [path.slice(1), { path: file }])),
    // Twilio gives private assets only: the others have a URL.
    getAssets: () =>
      Object.fromEntries(
        assets
          .filter(({ access }) => access === 'private')
          .map(({ path, file }) => [path, { path: file, open: () => readFileSync(file, 'utf8') }]),
      ),
    getSync({ serviceName = 'default', ...options } = {}) {
      const service = client(options).sync.v1.services(serviceName)
      return Object.assign(service, {
        maps: Reflect.get(service, 'syncMaps'),
        lists: Reflect.get(service, 'syncLists'),
      })
    },
  }
}
