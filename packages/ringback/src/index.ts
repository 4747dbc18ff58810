export { defineConfig, type RingbackConfig } from './config/config.ts'
