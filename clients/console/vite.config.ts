import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

/** The Python server when developing: `XIAOPU_URL=http://127.0.0.1:8000 npm run dev`. */
const server = process.env.XIAOPU_URL ?? 'http://127.0.0.1:8000'
const underTest = process.env.VITEST !== undefined

export default defineConfig({
  base: '/console/',
  plugins: [
    vue(),
    // Only Element Plus is resolved by name; our own components are imported where they are used.
    Components({
      dts: false,
      dirs: [],
      resolvers: [ElementPlusResolver({ importStyle: underTest ? false : 'css' })],
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 640 },
  server: { proxy: { '/api': server, '/media': server } },
  test: {
    environment: 'jsdom',
    include: ['test/unit/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
