import { titleOf, type Page } from './pages/page.ts'
import type { SidebarItem } from './navigation.ts'

/** `llms.txt`: the pages by their headings, with the sentence that each begins with, for programs that read. */
export function llmsIndex(pages: readonly Page[], guide: readonly SidebarItem[]): string {
  const byLink = new Map(pages.map((page) => [`/${page.path.replace(/(?:index)?\.md$/, '')}`, page]))
  const sections = guide.map(({ text, items = [] }) => {
    const lines = items.flatMap((item) => {
      const page = item.link === undefined ? undefined : byLink.get(item.link)
      return page === undefined
        ? []
        : [`- [${titleOf(page)}](${page.path.replace(/\.md$/, '.html')}): ${firstSentence(page.text)}`]
    })
    return lines.length === 0 ? '' : `## ${text}\n\n${lines.join('\n')}\n`
  })
  return `# ringback

> A virtual Twilio for apps that answer phone calls: it records real webhooks, replays and generates them, calls the app and executes the
> TwiML that comes back, fuzzes it, maps its phone tree and verifies contracts. It runs on one machine, without an account or a network.

- [The pages of the tasks in one file](llms-full.txt)
- [A skill for coding agents](skill/SKILL.md)
- [OpenAPI document of Twilio's 80 voice webhooks](openapi.json)

${sections.filter((section) => section !== '').join('\n')}
## Reference

- [Command line](reference/cli.html), [configuration](reference/configuration.html), [API](reference/api.html)
- [Webhooks](reference/webhooks.html), [parameters](reference/parameters.html), [TwiML](reference/twiml.html), [debugger codes](reference/debugger-codes.html)
`
}

/** `llms-full.txt`: the pages of the guide, one after the other. */
export function llmsFull(pages: readonly Page[]): string {
  return pages
    .filter(({ path }) => path !== 'index.md' && (!path.includes('/') || path.startsWith('languages/')))
    .map(({ path, text }) => `<!-- ${path} -->\n\n${text.trim()}\n`)
    .join('\n')
}

function firstSentence(text: string): string {
  const paragraph = text
    .replace(/^---\n.*?\n---\n/s, '')
    .split(/\n{2,}/)
    .find((part) => /^[A-Za-z`*[]/.test(part))
  const plain = (paragraph ?? '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/\s+/g, ' ')
  return /^.*?[.:](?=\s|$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain
}
