import { defineConfig } from 'vite'

/** The page of the inspector: one script, one style sheet, no other file, whatever it is served by. */
export default defineConfig({
  root: `${import.meta.dirname}/src/page`,
  base: './',
  publicDir: false,
  build: {
    outDir: `${import.meta.dirname}/dist/static`,
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { entryFileNames: 'page.js', assetFileNames: 'page.[ext]', codeSplitting: false },
    },
  },
})
