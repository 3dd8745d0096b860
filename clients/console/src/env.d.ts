/// <reference types="vite/client" />
declare module 'element-plus/es/components/message/style/css'
declare module 'element-plus/es/components/message-box/style/css'
