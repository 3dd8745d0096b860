import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { ApiError } from '@/api/problem'
import App from '@/App.vue'
import { showError } from '@/composables/useAction'
import { i18n } from '@/i18n'
import { makeRouter } from '@/router'
import '@/styles/theme.css'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Refusals are final; only a lost connection or a failing server is worth asking again.
      retry: (count, error) =>
        count < 1 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
    },
  },
})

const app = createApp(App)
app.config.errorHandler = (error) => {
  console.error(error)
  showError(error)
}
app
  .use(createPinia())
  .use(i18n)
  .use(VueQueryPlugin, { queryClient: queries })
  .use(makeRouter(queries))
  .mount('#app')
