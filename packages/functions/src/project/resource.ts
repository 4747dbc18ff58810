/** Who may request a Function or an asset: everybody, requests that Twilio signed, or nobody (only other Functions read it). */
export type Access = 'public' | 'protected' | 'private'

/** A Function or an asset of a project. */
export interface Resource {
  /** The path that it answers at: `/menu/sales`. Of a private one, the name under which `Runtime` has it. */
  readonly path: string
  readonly access: Access
  /** The file, as an absolute path. */
  readonly file: string
}

/** What a file is by its place below the folder of the Functions (`name.js`) or of the assets. */
export type ResourceKind = 'function' | 'asset'

const accessInName = /\.(protected|private)$/

/**
 * The path and the access that a file's name says: `menu/sales.protected.js` is the protected Function `/menu/sales`,
 * `names.private.json` the private asset `/names.json`. White space becomes `-`, as in Twilio's Serverless Toolkit.
 * `name`: the path of the file below its folder, with `/` between its parts.
 */
export function pathAndAccess(name: string, kind: ResourceKind): Pick<Resource, 'path' | 'access'> {
  const [, stem = name, extension = ''] = /^(.*[^/])(\.[^./]*)$/.exec(name) ?? []
  const access = accessInName.exec(stem)?.[1] as Access | undefined // The pattern has these two words only.
  const bare = access === undefined ? stem : stem.slice(0, -access.length - 1)
  const shown = `/${bare}${kind === 'function' ? '' : extension}`
  return { path: shown.replaceAll(/\s/g, '-'), access: access ?? 'public' }
}
