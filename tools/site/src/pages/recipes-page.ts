import { titleOf, type Page } from './page.ts'

/** The page of the folder `docs/languages`: its pages by their titles. */
export function recipesPage(pages: readonly Page[]): Page {
  const recipes = pages.filter(({ source }) => source?.startsWith('docs/languages/') === true)
  return {
    path: 'languages/index.md',
    source: 'docs/languages',
    text: `# Recipes

ringback speaks HTTP, so that the app may be written in anything. What differs from framework to framework is on these pages:

${recipes.map((page) => `- [${titleOf(page)}](${page.source?.slice('docs/'.length) ?? ''})`).join('\n')}
`,
  }
}
