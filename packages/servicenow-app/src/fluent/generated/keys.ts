import '@servicenow/sdk/global'

declare global {
    namespace Now {
        namespace Internal {
            interface Keys extends KeysRegistry {
                explicit: {
                    'acl-ci-server-create': {
                        table: 'sys_security_acl'
                        id: '515ea75817cd4608a837dd7cb3854011'
                    }
                    'acl-ci-server-delete': {
                        table: 'sys_security_acl'
                        id: '643baa1de38e4ee08c9a6fcbfb6dacfc'
                    }
                    'acl-ci-server-read': {
                        table: 'sys_security_acl'
                        id: '71e521777d5b45b9a8b6b36a1137d40e'
                    }
                    'acl-ci-server-write': {
                        table: 'sys_security_acl'
                        id: '54462e36ef26425e8e4befd2b3e31a8d'
                    }
                    'acl-delivery-read': {
                        table: 'sys_security_acl'
                        id: '2526fb199253431cbf1e08adb1b58ba7'
                    }
                    'acl-delivery-write': {
                        table: 'sys_security_acl'
                        id: '75e6de4df0664a4ab9ab84f028da7814'
                    }
                    'acl-registration-delete': {
                        table: 'sys_security_acl'
                        id: '4b0d8cfdae37418a8c25dad3a01f9335'
                    }
                    'acl-registration-read': {
                        table: 'sys_security_acl'
                        id: 'e87c0c83c4e046cfa18b4cf4851dfad3'
                    }
                    'acl-registration-write': {
                        table: 'sys_security_acl'
                        id: '5654bf2d656340dfa908e6c224a18916'
                    }
                    'acl-rest-pipeline': {
                        table: 'sys_security_acl'
                        id: '6fad3112dfa845138848f096d7c5b0b7'
                    }
                    'action-deliver': {
                        table: 'sysevent_script_action'
                        id: 'bc3d53f4d0054d9a91b15e2ff40294b3'
                    }
                    'application-menu': {
                        table: 'sys_app_application'
                        id: 'db0d60ef5193408bb3908c7f9b7aac03'
                    }
                    bom_json: {
                        table: 'sys_module'
                        id: 'a5c328b177874917beeebf455ed7fb5a'
                    }
                    'ci-server-codefresh': {
                        table: 'x_change_gate_ci_server'
                        id: 'ea6474e542e745118702e8a4975b6fcf'
                    }
                    'event-deliver': {
                        table: 'sysevent_register'
                        id: 'f8399321972746c8ae139146921595bf'
                    }
                    'include-gate-approval-apis': {
                        table: 'sys_script_include'
                        id: '313129fc33b546b48d12091aaf8c1ef4'
                    }
                    'include-gate-change': {
                        table: 'sys_script_include'
                        id: 'dcd38445f92343d4bb91f9bd06338f2d'
                    }
                    'include-gate-codefresh-callback': {
                        table: 'sys_script_include'
                        id: 'f32ebfdc0cf8494a9a5cc799ae68d0c5'
                    }
                    'include-gate-decision': {
                        table: 'sys_script_include'
                        id: '068004b2ac3240eba69c16810c314f71'
                    }
                    'include-gate-deliveries': {
                        table: 'sys_script_include'
                        id: 'ed297c08fa9446d88c0879e639349cab'
                    }
                    'include-gate-delivery': {
                        table: 'sys_script_include'
                        id: '8a3d59792b6348e28bc313720464c091'
                    }
                    'include-gate-evaluation': {
                        table: 'sys_script_include'
                        id: '20aecccfb2374662863609f0fb37a0dd'
                    }
                    'include-gate-http': {
                        table: 'sys_script_include'
                        id: 'c6d8495865ab4e73917d5cfbb377a6c3'
                    }
                    'include-gate-life': {
                        table: 'sys_script_include'
                        id: '2607feebab4f4440b51341871ee2d8c1'
                    }
                    'include-gate-outcome': {
                        table: 'sys_script_include'
                        id: '59adace2690d482c84962b0610b1d10b'
                    }
                    'include-gate-problem': {
                        table: 'sys_script_include'
                        id: '1bf29854f6bd4aa89620c643b5e62b18'
                    }
                    'include-gate-registrations': {
                        table: 'sys_script_include'
                        id: '45067325fe624522831f55ca11885683'
                    }
                    'include-gate-registrations-api': {
                        table: 'sys_script_include'
                        id: 'ec43963039f54e75b2aa44a34ef83712'
                    }
                    'include-gate-request': {
                        table: 'sys_script_include'
                        id: 'c70357c27c2448d78b2405331ac7e65f'
                    }
                    'include-gate-retry': {
                        table: 'sys_script_include'
                        id: 'ac61d2e8c66d4b87929e22f929067bb3'
                    }
                    'include-gate-servers': {
                        table: 'sys_script_include'
                        id: '2b8ff517208141b489bec01ba8d44138'
                    }
                    'include-gate-sweep': {
                        table: 'sys_script_include'
                        id: 'e32e0adbd1d548fcbc57706d77e188ab'
                    }
                    'include-gate-time': {
                        table: 'sys_script_include'
                        id: '79d2b527df734c2a9473c482d65a2024'
                    }
                    'job-sweep': {
                        table: 'sysauto_script'
                        id: '8310f7bb597b4421b3161ed9a08c4d6b'
                    }
                    'module-ci-servers': {
                        table: 'sys_app_module'
                        id: '06355a21c84e4324be41cbdd63481955'
                    }
                    'module-deliveries': {
                        table: 'sys_app_module'
                        id: '9bceabcb7a1341c9b80d412fbc81a2d0'
                    }
                    'module-registrations': {
                        table: 'sys_app_module'
                        id: 'a978156e8a0a4aeaa9be66c9f76ae189'
                    }
                    package_json: {
                        table: 'sys_module'
                        id: '5c3bd0212576438390fb29f8abeb393d'
                    }
                    'privilege-change-read': {
                        table: 'sys_scope_privilege'
                        id: '9d04ea6d827a47c9ba4b886c4e43f389'
                    }
                    'privilege-change-write': {
                        table: 'sys_scope_privilege'
                        id: '55284f6d474142638b829b8413924d0f'
                    }
                    'property-allow-loopback-http': {
                        table: 'sys_properties'
                        id: '6344c6e6d39148e192e942f970ba2daa'
                    }
                    'property-lease-seconds': {
                        table: 'sys_properties'
                        id: 'd647c5bc54064a4e88e60f1a6d0c7d87'
                    }
                    'property-max-attempts': {
                        table: 'sys_properties'
                        id: '94760a6dcfc04b76b018174c94df1a6d'
                    }
                    'rest-codefresh': {
                        table: 'sys_ws_definition'
                        id: '9e7c8d1b308540ec8d04bdfb7ccfe048'
                    }
                    'rest-codefresh-callback': {
                        table: 'sys_ws_operation'
                        id: 'f2b14fe53b0348eaa79687f935caa5b3'
                    }
                    'rest-registrations': {
                        table: 'sys_ws_definition'
                        id: '66867d11651940909aff8510e8c8fcd7'
                    }
                    'rest-registrations-create': {
                        table: 'sys_ws_operation'
                        id: '7b83fe04df9d4cd4b6b6224c48b818b2'
                    }
                    'rest-registrations-find': {
                        table: 'sys_ws_operation'
                        id: 'e422d7c8512b42258cda860995948c1c'
                    }
                    'rest-registrations-read': {
                        table: 'sys_ws_operation'
                        id: '3793f0ef2852490ca403ca47b364c77d'
                    }
                    'rest-registrations-v1': {
                        table: 'sys_ws_version'
                        id: '927ecb279e214cf9a66a2c6831a9d21f'
                    }
                    'rule-change-touched': {
                        table: 'sys_script'
                        id: '2368b97842604a12b8a680e2566ea77d'
                    }
                }
                composite: [
                    {
                        table: 'sys_db_object'
                        id: '03290ae3717c4eb19db6d602b2ca8546'
                        key: {
                            name: 'x_change_gate_registration'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '04ed004fa2a749c3818eba6a2bac00f8'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0740b1069e734ba3b80b2ef9f15a6d64'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'attempts'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '077d44f19cf94a8a82e3a49d12510264'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'delivering'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0d3f431c381c4a44a24502092281c54c'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'target'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0fa56b53a2744cf9b5541087d7e28082'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'evaluated_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '159b718a7e3941f0abe7ffd38ea7a9ac'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '19fb3fc089f94b55bee680e61fabad9e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'key'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1ceb4c23b672404c83f7808f7b2ca4f0'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'active'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1ead775fb9d7452bbe481a3af2065703'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'claim'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '226599665e7e4429bed95eaa7501e493'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'started'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '27c573fb68884e9f95d353d9b8fc9397'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'next_attempt'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '38aa3d9ca5994b0f9c54017f9d6764c1'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'name'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '3a75a9874587486cb9760a6f4b554f8c'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ended_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '3e6db3cabe2747f6b52d742c52bfa15f'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'active_key'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '406b9d7ff39142d598de2d1538704ff5'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '4150a3801ef7414a90cc2a08d42dc7d4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            value: 'approved'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '4575ecf80e1541348f1f6937fd633461'
                        key: {
                            name: 'x_change_gate_registration'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '45fb65ddd6b748a9bcb84ea9ee92fc5f'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_id'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '46c2ea069a14447ebe2e830d0e44b227'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'attempt'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '49bc408689d648cbb55ff81467e7709a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4a11dc42a7784503abcfd03c37af4dc5'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'deadline'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4a26e3d57f154d0dba41bd622956e1e5'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'key'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_user_role'
                        id: '4b81bad6ea994870866527c3b367971a'
                        key: {
                            name: 'x_change_gate.pipeline'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4f2a13419ea54c28bf7f604288e143f4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '52f1233c32054ab383dcba3cda670ace'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '55d13eaacb5543e598c5131dfa885cd3'
                        key: {
                            sys_security_acl: '5654bf2d656340dfa908e6c224a18916'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5a5f4b5031014cd785e8823f578a25f4'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'base_url'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5d6522d9dc4a4bbd9d02d3de8c26dcd3'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'ci'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5e68251ff94a4e3e900646cc878b4cbc'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '613df0322dda4c4f85c58e9f4613451f'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'finished'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '65daec279ff9464ca08a72bac730230e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change_number'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '666c0e4a3f5f4a07b4e7d9492b0db90d'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'active'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '667c0bcc7e314b6da0e7cd990839f045'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '6bfffc1f33bd4f20ac5a330e21cfa2f6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'delivered'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_user_role'
                        id: '6d870021b9b34718a8698fe6e9e97def'
                        key: {
                            name: 'x_change_gate.admin'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '6f0d65eefd914031b440d1a4ddb0aabd'
                        key: {
                            sys_security_acl: '6fad3112dfa845138848f096d7c5b0b7'
                            sys_user_role: {
                                id: '4b81bad6ea994870866527c3b367971a'
                                key: {
                                    name: 'x_change_gate.pipeline'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '6fe0899588b04b24b85c8d7726c22363'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'server'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '70dcf8b8c89d4817a5b539132a1ba397'
                        key: {
                            sys_security_acl: '71e521777d5b45b9a8b6b36a1137d40e'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7489e7e5b9d8451b8848d3d6011ef06b'
                        key: {
                            sys_security_acl: '2526fb199253431cbf1e08adb1b58ba7'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '782ac075f54e4edfbecc492dcb662d1b'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'answer'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '7c43ec5e4239494ab47f075de939625d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'expired'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7da8ba52cb6544b581fb0580a8d17c33'
                        key: {
                            sys_security_acl: '515ea75817cd4608a837dd7cb3854011'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '7dc46fbb9b7c47e6983a811e31a3d5af'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7f3768ec46ee462fa93b7e657b01bae0'
                        key: {
                            sys_security_acl: '75e6de4df0664a4ab9ab84f028da7814'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '82bb1f933cd24511ad1cc37e61a6e478'
                        key: {
                            sys_security_acl: '54462e36ef26425e8e4befd2b3e31a8d'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '84cac70c64ad49609eb97bda064ead04'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'answer'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '85696f4d15fb4956b56a28eb0ec49407'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'ended'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '857c68f629d44157ae4c9b34bdbaf73d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'superseded'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '8813833b731e49099f1c349a62810b0a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ended_at'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '8c23c7403e3746828576085e6b4b8b82'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'proceed_states'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '8dcd661441994deabc94f36ccc3b941a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'due'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '8e47903526b449f889a302cc02e62886'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'attempts'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '916f92678b224387b77f62c4307f25c3'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '92f40a60bc36425e945fada037195b00'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_id'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '9347b8feb0454c5db5624239a9929630'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '958ee358a2994472ab2f0081dd6d3e60'
                        key: {
                            sys_security_acl: 'e87c0c83c4e046cfa18b4cf4851dfad3'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '98649b896dc0466bb9833513a2b7f042'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'waiting'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '98aaaf6f4ad541088b191c99b89fab17'
                        key: {
                            sys_security_acl: '4b0d8cfdae37418a8c25dad3a01f9335'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '99583ab494c342498300697125ef7dab'
                        key: {
                            name: 'x_change_gate_delivery'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '9f47a162c5eb4819b4c9d0ae8e89ad05'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'claim'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a40cb337a0cd4ff8a9bdafb93dab1bb6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'deadline'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a59513e620564286b7c8e8f2ff770682'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'a6c1a85055fd42dcb25fc160b2643e12'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_url'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a6e9573bb75d44a48825f1f992199944'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'token'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'a7261256c5cf47cf8de54ad4c29afd71'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'server'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'a9e270cf6d1645da9bf1ae4e79705f4b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'withdrawn'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'afbaa7bc096f4b458ed2264208a2d07e'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b4299d76b7fe40f6a2d4cecffdeffb52'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'target'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'b80603fd81054bc8b4971ce8b11741f5'
                        key: {
                            name: 'x_change_gate_ci_server'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'bb738da451d1444b82715f184ff1974c'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'registration'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c166e8409f124b078290071d522f2f94'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'started'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c361d7959bc14eff97b5f78e52584aed'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change_number'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c54c8b5323954b699990c9b368df31fd'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c60df512da8c4583b5bd7c24157140e2'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'cd3297154cb848c2ac3e708d653c28ac'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'next_attempt'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ce8b1d7e44f74e68aa462d8574449d6d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'reason'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'cedd5f95eb524d04acbd3631e046729e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            value: 'denied'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'd07f57e6acce4c3ba2b9aaaeacb22b1b'
                        key: {
                            sys_security_acl: '643baa1de38e4ee08c9a6fcbfb6dacfc'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'd120ccbba7bb468a97c449c6399c104a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                            value: 'enforce'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'd2a1abe0e8874233b2807aa8e3d459e1'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd4bd118ef5264ef4b81b981a5f8f8679'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'finished'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd58aa261999b48b2a6663ccca6aba520'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'd87f81a5d1c54af69cd06046a5d68182'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                            value: 'ignore'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'dd3c57a67dee4d7fa4348fa01947c6eb'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'df7bfe9b77534dffa36dfcb6dca215f1'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'evaluated_at'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'e30cf8d25e1c4146bac7b3cba05cd244'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            value: 'ignore'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'e38bd089fcc2449fa49a441e4f8e15cf'
                        key: {
                            name: 'x_change_gate_delivery'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'e4d133165f0c442d981d2bcfef675c10'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e52248313a56469c856acc7718221d9a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_outcome'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e5a03b57d0e540f6bcf596b2914951da'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e60fedbf7aff429fadade91886d6119c'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'active_key'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ecaeb56e48ae46e28ecf141f4e7dd5d0'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'outcome'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'ed3d7b5ed44d49a8b603e9fbc4efaf73'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'refused'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'edc7d015bc804414aadd1c6d0b6c5db6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ee567cfe964c48e880d07c3809cac56d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ee7c8d93d8fe4a0489fc9d30631f840b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_answer'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'eed2478695f34d99bb64b9baeace6dec'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_at'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f048f784f53248abadf9eba4ec9084e7'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f09101f4ac95473480b91cd643c162cc'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_outcome'
                            language: 'en'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: 'f0e88110d3254fe4940599549c296e50'
                        key: {
                            name: 'x_change_gate_ci_server'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f14a68d88b7a467eb67590a49d388b83'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            value: 'wait'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f1e153bdf41842f78c93cc5efaf7aea7'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f204478501974fdbb3ecd8afb38265c3'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f2a0f4fe629c4719a70b0549aab91baa'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'proceed_states'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f2c1e28e30474133b5485150edf51879'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'token'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f43e09bbd42c46ec98ec6bf3f8be948f'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            value: 'pending'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f4cde7a9db5b42d6a8801fddc6580943'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'base_url'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f4fde09a02b94d6a840227bfde985b09'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f5c7ac53e9004b7abfcd8b891fbf1f42'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'attempt'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f6081bb7faf04dbf8a803959b93e4720'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f711e6511d144844bfd87ca89cc7e788'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ci'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f77fa034d9da44f59a1d209a40378e76'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ff6a7c1f8a8a4a439d7e3f0257e32cb4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_answer'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'ffa4d4165fa94afc8f0606898d5908e8'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            value: 'reject'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                ]
            }
        }
    }
}
