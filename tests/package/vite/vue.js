import { createApp } from 'vue';
import Issue from './examples/Issue.vue';

createApp(Issue, { src: '/sample/issue.json' }).mount('#app');
