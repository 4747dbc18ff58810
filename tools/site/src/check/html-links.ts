import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix, join } from 'node:path'

/** Links and pictures of the built pages that lead nowhere, anchors included, one sentence each. */
export function htmlLinkProblems(folder: string, base: string): readonly string[] {
  const files = globSync('**/*.html', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
  const ids = new Map(files.map((file) => [file, idsOf(readFileSync(join(folder, file), 'utf8'))]))
  return files.flatMap((file) => {
    const html = readFileSync(join(folder, file), 'utf8')
    // A page that cannot be rendered leaves an empty one behind, and no error.
    if (file !== '404.html' && !/<h1[ >]/.test(html)) return [`${file}: the page is empty.`]
    const targets = [...html.matchAll(/\s(?:href|src|srcset)="([^"]*)"/g)].map(([, target = '']) => target)
    return [...new Set(targets)].flatMap((target) => {
      if (/^(?:https?:|mailto:|data:)/.test(target)) return []
      const [path = '', anchor = ''] = decodeURI(target.replaceAll('&amp;', '&')).split('#', 2)
      const wanted = path === '' ? file : fileOf(path, file, base)
      const found = [wanted, `${wanted}.html`, posix.join(wanted, 'index.html')].find(
        (name) =>
          ids.has(name) ||
          (name === wanted && name !== '' && !name.endsWith('/') && existsSync(join(folder, name))),
      )
      if (found === undefined) return [`${file}: the link to ${target} leads nowhere.`]
      const known = ids.get(found)
      return anchor === '' || known === undefined || known.has(anchor)
        ? []
        : [`${file}: ${found} has no heading #${anchor}.`]
    })
  })
}

function fileOf(path: string, from: string, base: string): string {
  const clean = path.split('?', 1)[0] ?? ''
  if (clean.startsWith(base)) return clean.slice(base.length)
  return posix.normalize(posix.join(posix.dirname(from), clean))
}

function idsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id))
}
