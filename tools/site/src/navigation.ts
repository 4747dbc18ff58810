import { titleOf, type Page } from './pages/page.ts'
import { families, kindPage } from './reference/webhooks.ts'
import { kinds } from '@ringback/catalog'

/** An entry of the bar on the left. */
export interface SidebarItem {
  readonly text: string
  readonly link?: string
  readonly collapsed?: boolean
  readonly items?: readonly SidebarItem[]
}

/** The pages of `docs` in their order, with the short names they have in the navigation. Others follow, under their titles. */
const tasks: readonly (readonly [path: string, text: string])[] = [
  ['record.md', 'Record and replay'],
  ['call.md', 'Call your app'],
  ['payloads.md', 'Payloads in vitest'],
  ['fuzz.md', 'Fuzz'],
  ['map.md', 'Map the phone tree'],
  ['load.md', 'Load'],
  ['contracts.md', 'Contracts in CI'],
  ['signatures.md', 'Signatures'],
  ['serve.md', 'Test outgoing calls'],
  ['voice-agents.md', 'Voice agents'],
  ['functions.md', 'Twilio Functions'],
  ['inspector.md', 'See the calls'],
  ['recordings.md', 'Redaction and originals'],
  ['drift.md', 'Drift'],
  ['deployment.md', 'Run as a service'],
  ['public-url.md', 'Public URL'],
  ['mcp.md', 'Coding agents (MCP)'],
  ['executable.md', 'Single executable'],
  ['openapi.md', 'OpenAPI document'],
]
/** Pages with a place of their own. */
const placed = new Set([
  'index.md',
  'start.md',
  'troubleshooting.md',
  'comparison.md',
  'security.md',
  'real-apps.md',
])

/** The bar at the top. */
export function topBar(pages: readonly Page[]): readonly object[] {
  const bar = [
    { text: 'Start', path: 'start.md', activeMatch: '^/start' },
    { text: 'Reference', path: 'reference/cli.md', activeMatch: '^/(reference|facts)/' },
    { text: 'Troubleshooting', path: 'troubleshooting.md', activeMatch: '^/troubleshooting' },
    { text: 'Comparison', path: 'comparison.md', activeMatch: '^/comparison' },
  ]
  return bar
    .filter(({ path }) => pages.some((page) => page.path === path))
    .map(({ path, ...rest }) => ({ ...rest, link: `/${path.replace(/\.md$/, '')}` }))
}

/** The lists of the reference that are open on their own pages only: all of them on every page would be half of the site. */
const lists = ['cli', 'api', 'webhooks', 'twiml', 'packages'] as const

/** The bars on the left, by the beginning of the paths that have them. */
export function sidebars(pages: readonly Page[]): Readonly<Record<string, readonly SidebarItem[]>> {
  return {
    ...Object.fromEntries(lists.map((list) => [`/reference/${list}`, reference(pages, list)])),
    '/reference/': reference(pages),
    '/facts/': reference(pages),
    '/': guide(pages),
  }
}

function guide(pages: readonly Page[]): readonly SidebarItem[] {
  const byPath = new Map(pages.map((page) => [page.path, page]))
  const known = tasks.filter(([path]) => byPath.has(path))
  const others = pages.filter(
    ({ path }) => !path.includes('/') && !placed.has(path) && !tasks.some(([known]) => known === path),
  )
  return [
    { text: 'Start', items: existing(byPath, [['start.md', 'Ten minutes']]) },
    {
      text: 'Tasks',
      items: [
        ...known.map(([path, text]) => item(path, text)),
        ...others.map((page) => item(page.path, titleOf(page))),
      ],
    },
    { text: 'Recipes', items: inFolder(pages, 'languages/') },
    {
      text: 'Help',
      items: existing(byPath, [
        ['troubleshooting.md', 'Troubleshooting'],
        ['comparison.md', 'Comparison'],
        ['security.md', 'Security'],
        ['real-apps.md', 'Tried on real apps'],
      ]),
    },
    {
      text: 'Project',
      items: [
        ...existing(byPath, [
          ['project/architecture.md', 'Architecture'],
          ['project/contributing.md', 'Contributing'],
          ['project/security.md', 'Reporting a vulnerability'],
          ['project/changelog.md', 'Changelog'],
        ]),
        { text: 'Measurements', collapsed: true, items: inFolder(pages, 'project/measurements/') },
      ],
    },
  ].filter(({ items }) => items.length > 0)
}

function reference(pages: readonly Page[], open?: (typeof lists)[number]): readonly SidebarItem[] {
  const list = (folder: (typeof lists)[number], text: string): SidebarItem => ({
    text,
    link: folder === 'packages' ? '/reference/packages/ringback' : `/reference/${folder}`,
    ...(open === folder && {
      items: folder === 'webhooks' ? webhooks() : inFolder(pages, `reference/${folder}/`),
    }),
  })
  return [
    list('cli', 'Command line'),
    { text: 'Configuration', link: '/reference/configuration' },
    list('api', 'API'),
    list('packages', 'Packages'),
    list('webhooks', 'Webhooks'),
    { text: 'Parameters', link: '/reference/parameters' },
    list('twiml', 'TwiML'),
    { text: 'WebSocket messages', link: '/reference/sockets' },
    { text: 'Debugger codes', link: '/reference/debugger-codes' },
    { text: 'OpenAPI document', link: '/openapi' },
    { text: 'What is generated', link: '/reference/coverage' },
    {
      text: 'Facts and their sources',
      link: '/facts/',
      items: inFolder(pages, 'facts/').filter(({ link }) => link !== '/facts/'),
    },
  ]
}

function webhooks(): readonly SidebarItem[] {
  return families.map(([family, text]) => ({
    text,
    items: kinds
      .filter((row) => row.family === family)
      .map(({ kind }) => ({ text: kind, link: `/reference/webhooks/${kindPage(kind)}` })),
  }))
}

function existing(
  pages: ReadonlyMap<string, Page>,
  wanted: readonly (readonly [path: string, text: string])[],
): readonly SidebarItem[] {
  return wanted.filter(([path]) => pages.has(path)).map(([path, text]) => item(path, text))
}

function inFolder(pages: readonly Page[], folder: string): readonly SidebarItem[] {
  return pages
    .filter(({ path }) => path.startsWith(folder) && !path.slice(folder.length).includes('/'))
    .map((page) => item(page.path, titleOf(page)))
}

function item(path: string, text: string): SidebarItem {
  // The generator puts the text into the page as HTML.
  return { text: text.replaceAll('<', '&lt;'), link: `/${path.replace(/(?:index)?\.md$/, '')}` }
}
