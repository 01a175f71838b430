import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  logLevel: 'warn',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('kanbao-') } } })],
  build: {
    outDir: '../site/vite',
    emptyOutDir: true,
    rollupOptions: { input: ['page.html', 'react.html', 'vue.html'] },
  },
});
