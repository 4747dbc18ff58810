import { sep } from 'node:path'
import { getAsset, getAssetKeys } from 'node:sea'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Where modules of the executable seem to be: in a folder that has the name of the executable. No file can be there, since
 * the executable is a file.
 */
const root = pathToFileURL(process.execPath + sep).href
const prefix = 'code/'
const names = new Set(getAssetKeys().filter((key) => key.startsWith(prefix)))

/** Whether a URL is that of a module of the executable. */
export function isEmbedded(url: string | undefined): boolean {
  return url !== undefined && url.startsWith(root) && names.has(prefix + url.slice(root.length))
}

/** The URL of a module by its name in the executable; undefined where there is none. */
export function embeddedUrl(name: string): string | undefined {
  return names.has(prefix + name) ? root + name : undefined
}

export function sourceOf(url: string): string {
  return getAsset(prefix + url.slice(root.length), 'utf8')
}

/** A module of the executable that a command line names, as `fork` does. */
export function embeddedPath(path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith(fileURLToPath(root))) return undefined
  const url = pathToFileURL(path).href
  return isEmbedded(url) ? url : undefined
}
