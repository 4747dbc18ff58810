import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { outsideFences } from './outside-code.ts'
import type { Page } from '../pages/page.ts'

const link = /(?<!!)\[((?:[^\][]|\[[^\]]*\])*)\]\((?!https?:|mailto:|#)([^)#\s]*)(#[^)\s]*)?\)/g

/**
 * A page with links between files of the repository as links between pages. What is no page, a folder of sources for instance,
 * is linked on the web where the repository has an address, and is named without a link where it has none.
 * Links that lead nowhere are `problems`.
 */
export function withSiteLinks(
  page: Page,
  pages: readonly Page[],
  { root, repository }: { readonly root: string; readonly repository?: string | undefined },
): { readonly text: string; readonly problems: readonly string[] } {
  const { source } = page
  if (source === undefined) return { text: page.text, problems: [] }
  const bySource = new Map(pages.map((other) => [other.source, other.path]))
  const problems: string[] = []
  // Links stand around code spans too, so that the text between brackets has to stay whole.
  const text = outsideFences(page.text, (part) =>
    part.replaceAll(link, (whole: string, words: string, file: string, anchor = '') => {
      const target = posix.normalize(posix.join(posix.dirname(source), file)).replace(/\/$/, '')
      const path = bySource.get(target) ?? bySource.get(`${target}/README.md`)
      if (path !== undefined) return `[${words}](${relative(page.path, path)}${anchor})`
      if (target.startsWith('docs/')) return `[${words}](${relative(page.path, target.slice(5))}${anchor})`
      if (!existsSync(join(root, target))) {
        problems.push(`${source}: the link to ${file} leads nowhere.`)
        return whole
      }
      return repository === undefined ? words : `[${words}](${repository}/blob/main/${target}${anchor})`
    }),
  )
  return { text, problems }
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}
