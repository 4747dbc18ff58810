import { createRequire, isBuiltin, registerHooks, type ResolveHookContext } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { embeddedUrl, isEmbedded, sourceOf } from './embedded.ts'
import { providePactLibrary } from './provide-pact-library.ts'

const pactCore = 'node_modules/@pact-foundation/pact-core.js'

/** Lets `import` and `require` of this thread find the modules of the executable. */
export function registerEmbedded(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (isBuiltin(specifier)) return next(specifier, context)
      const url = resolved(specifier, context)
      if (url !== undefined) return { url, shortCircuit: true }
      if (isEmbedded(context.parentURL) && isPackage(specifier)) {
        return { url: installedUrl(specifier), shortCircuit: true }
      }
      return specifier === 'ringback' || specifier.startsWith('ringback/')
        ? installedOrEmbedded(specifier, () => next(specifier, context))
        : next(specifier, context)
    },
    load(url, context, next) {
      if (!isEmbedded(url)) return next(url, context)
      if (url === embeddedUrl(pactCore)) providePactLibrary()
      return { format: url.endsWith('.json') ? 'json' : 'module', source: sourceOf(url), shortCircuit: true }
    },
  })
}

/** Whether what is imported is named as a package, and not as a file. */
function isPackage(specifier: string): boolean {
  return !/^(?:[./\\]|\w+:)/.test(specifier)
}

/** The module of the executable that is meant. */
function resolved(specifier: string, { parentURL }: ResolveHookContext): string | undefined {
  if (isEmbedded(specifier)) return specifier
  if (!isEmbedded(parentURL)) return undefined
  if (isPackage(specifier)) return embeddedPackage(specifier)
  const url = specifier.startsWith('.') ? new URL(specifier, parentURL).href : undefined
  return isEmbedded(url) ? url : undefined
}

function embeddedPackage(specifier: string): string | undefined {
  const name = `node_modules/${specifier}`
  return embeddedUrl(name) ?? embeddedUrl(`${name}.js`)
}

/** Packages that the executable does not contain are those of the project that it runs in. */
function installedUrl(specifier: string): string {
  return pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve(specifier)).href
}

/** `ringback` as the project has installed it, and else as it is in the executable. */
function installedOrEmbedded<Resolved extends { readonly url: string }>(
  specifier: string,
  installed: () => Resolved,
): Resolved | { readonly url: string; readonly shortCircuit: true } {
  try {
    return installed()
  } catch (error) {
    const url = embeddedPackage(specifier)
    if (url === undefined) throw error
    return { url, shortCircuit: true }
  }
}
