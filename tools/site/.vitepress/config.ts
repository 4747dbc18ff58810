import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'

const navigation = JSON.parse(
  readFileSync(join(import.meta.dirname, '../.pages/navigation.json'), 'utf8'),
) as { readonly nav: []; readonly sidebar: Record<string, []> }

export default defineConfig({
  title: 'ringback',
  description:
    'A virtual Twilio for apps that answer phone calls: record, replay, generate, call, fuzz, map and verify.',
  lang: 'en',
  srcDir: '.pages',
  outDir: 'dist',
  cacheDir: '.cache',
  lastUpdated: false,
  markdown: {
    // As GitHub makes them, so that a link to a heading leads there in both places.
    anchor: {
      slugify: (heading: string) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
          .trim()
          .replaceAll(/\s/g, '-'),
    },
    // A URL in the text is an example, not a link.
    linkify: false,
    attrs: { disable: true },
    // Braces in code are no expressions of Vue.
    config: (markdown) => {
      const { code_inline: render } = markdown.renderer.rules
      markdown.renderer.rules.code_inline = (tokens, index, ...rest) => {
        tokens[index]?.attrSet('v-pre', '')
        return render?.(tokens, index, ...rest) ?? ''
      }
    },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: { build: { chunkSizeWarningLimit: 4_000 } },
  themeConfig: {
    ...navigation,
    search: { provider: 'local' },
    outline: [2, 3],
  },
})
