import { join } from 'node:path'

/** The root of the repository. */
export const root: string = join(import.meta.dirname, '../../..')

/** Where the pages are put together; the site's generator reads them there. */
export const pagesFolder: string = join(root, 'tools/site/.pages')

/** Where the built site is. */
export const siteFolder: string = join(root, 'tools/site/dist')
